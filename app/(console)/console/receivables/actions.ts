"use server";

import { tenantAction } from "@/lib/auth/server-actions";
import { remindPayer as remind } from "@/lib/features/console/receivables/remind-payer";

export const remindPayer = tenantAction(remind);
