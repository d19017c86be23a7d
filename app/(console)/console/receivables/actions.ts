"use server";

import { tenantAction } from "@/lib/auth/server-actions";
import { applyBalance as apply } from "@/lib/features/console/receivables/apply-balance";
import { remindPayer as remind } from "@/lib/features/console/receivables/remind-payer";
import { writeOffDebt as writeOff } from "@/lib/features/console/receivables/write-off-debt";

export const applyBalance = tenantAction(apply);
export const writeOffDebt = tenantAction(writeOff);
export const remindPayer = tenantAction(remind);
