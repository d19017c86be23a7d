"use server";

import { tenantAction } from "@/lib/auth/server-actions";
import { remindPayer as remind } from "@/lib/features/console/receivables/remind-payer";
import { writeOffDebt as writeOff } from "@/lib/features/console/receivables/write-off-debt";

export const writeOffDebt = tenantAction(writeOff);
export const remindPayer = tenantAction(remind);
