"use server";

import { asPerson, onTenant } from "@/lib/auth/guard";
import { tenantAction } from "@/lib/auth/server-actions";
import { linkPaymentAccount as link } from "@/lib/features/console/customer-link/link-payment-account";
import { previewLink as preview } from "@/lib/features/console/customer-link/preview-link";
import { searchCustomers as search } from "@/lib/features/console/customer-link/search-customers";
import { sendPortalLink as sendLink } from "@/lib/features/console/customer-link/send-portal-link";
import { unlinkPaymentAccount as unlink } from "@/lib/features/console/customer-link/unlink-payment-account";
import { createPaymentAccount as create } from "@/lib/features/payers/payment-account/create-payment-account";

/* What the console does with a tenant's payment account. */

export const createPaymentAccount = tenantAction(create);
export const sendPortalLink = tenantAction(sendLink);

export async function searchCustomers(input: Parameters<typeof search>[1]) {
  return asPerson((ctx) => search(ctx, input));
}

export async function previewLink(slug: string, input: Parameters<typeof preview>[2]) {
  return onTenant(slug, (ctx, tenantId) => preview(ctx, tenantId, input));
}

export async function linkPaymentAccount(slug: string, input: Parameters<typeof link>[2]) {
  return onTenant(slug, (ctx, tenantId) => link(ctx, tenantId, input));
}

export async function unlinkPaymentAccount(slug: string, input: Parameters<typeof unlink>[2]) {
  return onTenant(slug, (ctx, tenantId) => unlink(ctx, tenantId, input));
}
