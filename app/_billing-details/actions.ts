"use server";

import { tenantAction } from "@/lib/auth/server-actions";
import { confirmBillingDetails as confirm } from "@/lib/features/payers/billing-details/confirm-billing-details";
import { resolveBillingDetailConflict as resolve } from "@/lib/features/payers/billing-details/resolve-conflict";
import { saveBillingDetails as save } from "@/lib/features/payers/billing-details/save-billing-details";

/* For the tenant's own page and for the console, which acts on its behalf: the use-cases know who may do which. */

export const saveBillingDetails = tenantAction(save);
export const confirmBillingDetails = tenantAction(confirm);
export const resolveBillingDetailConflict = tenantAction(resolve);
