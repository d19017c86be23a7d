"use server";

import { tenantAction } from "@/lib/auth/server-actions";
import { holdComing as hold, releaseComing as release } from "@/lib/features/billing/close/hold-coming";
import { chargeOnDemand as charge } from "@/lib/features/license/on-demand/charge-on-demand";
import { previewOnDemand as preview } from "@/lib/features/license/on-demand/preview-on-demand";
import { withdrawOnDemand as withdraw } from "@/lib/features/license/on-demand/withdraw-on-demand";

export const chargeOnDemand = tenantAction(charge);
export const previewOnDemand = tenantAction(preview);
export const withdrawOnDemand = tenantAction(withdraw);
export const holdComing = tenantAction(hold);
export const releaseComing = tenantAction(release);
