"use server";

import { tenantAction } from "@/lib/auth/server-actions";
import { holdClose as hold, releaseClose as release } from "@/lib/features/billing/close/hold-close";

export const holdClose = tenantAction(hold);
export const releaseClose = tenantAction(release);
