"use server";

import type { BillingDetailsActs } from "@/components/billing-details/acts";
import { onTenant } from "@/lib/auth/guard";
import { confirmBillingDetails } from "@/lib/features/payers/billing-details/confirm-billing-details";
import { resolveBillingDetailConflict } from "@/lib/features/payers/billing-details/resolve-conflict";
import { saveBillingDetails } from "@/lib/features/payers/billing-details/save-billing-details";

/*
 * What is done about billing details, by the tenant and by the desk on its behalf: the same acts, and the use-cases know
 * who may do which.
 */

type Input<Act extends keyof BillingDetailsActs> = Parameters<BillingDetailsActs[Act]>[0];

export async function saveDetails(slug: string, input: Input<"save">) {
  return onTenant(slug, (ctx, tenantId) => saveBillingDetails(ctx, tenantId, input));
}

export async function confirmDetails(slug: string, fields: Input<"confirm">) {
  return onTenant(slug, (ctx, tenantId) => confirmBillingDetails(ctx, tenantId, { fields }));
}

export async function resolveConflict(slug: string, choice: Input<"resolve">) {
  return onTenant(slug, (ctx, tenantId) => resolveBillingDetailConflict(ctx, tenantId, choice));
}
