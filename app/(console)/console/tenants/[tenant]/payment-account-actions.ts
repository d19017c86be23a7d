"use server";

import type { PaymentAccountActs } from "@/components/console/payment-account-acts";
import { asPerson, onTenant } from "@/lib/auth/guard";
import { linkPaymentAccount } from "@/lib/features/console/customer-link/link-payment-account";
import { previewLink } from "@/lib/features/console/customer-link/preview-link";
import { searchCustomers } from "@/lib/features/console/customer-link/search-customers";
import { sendPortalLink as sendLink } from "@/lib/features/console/customer-link/send-portal-link";
import { unlinkPaymentAccount } from "@/lib/features/console/customer-link/unlink-payment-account";
import { createPaymentAccount } from "@/lib/features/payers/payment-account/create-payment-account";

/* What the desk does with a tenant's payment account. The use-cases check permission and input. */

type Input<Act extends keyof PaymentAccountActs> = Parameters<PaymentAccountActs[Act]>[0];

export async function createAccount(slug: string, input: Input<"create">) {
  return onTenant(slug, (ctx, tenantId) => createPaymentAccount(ctx, tenantId, input));
}

export async function searchStripeCustomers(email: string) {
  return asPerson((ctx) => searchCustomers(ctx, { email }));
}

export async function previewCustomer(slug: string, stripeCustomerId: string) {
  return onTenant(slug, (ctx, tenantId) => previewLink(ctx, tenantId, { stripeCustomerId }));
}

export async function linkCustomer(slug: string, input: Input<"link">) {
  return onTenant(slug, (ctx, tenantId) => linkPaymentAccount(ctx, tenantId, input));
}

export async function unlinkCustomer(slug: string, stripeCustomerId: string) {
  return onTenant(slug, (ctx, tenantId) => unlinkPaymentAccount(ctx, tenantId, { stripeCustomerId }));
}

export async function sendPortalLink(slug: string) {
  return onTenant(slug, (ctx, tenantId) => sendLink(ctx, tenantId, {}));
}
