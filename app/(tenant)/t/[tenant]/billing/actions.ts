"use server";

import { getLocale } from "next-intl/server";
import { readEndedOrder } from "@/app/(tenant)/t/[tenant]/billing/_components/read-ended-order";
import type { Confirmation } from "@/components/billing/billing-actions";
import { onTenant } from "@/lib/auth/guard";
import { tenantAction } from "@/lib/auth/server-actions";
import { type Result, succeeded } from "@/lib/domain/errors";
import { confirmChange as confirm } from "@/lib/features/license/confirm-change/confirm-change";
import { checkCheckout as check } from "@/lib/features/license/orders/check-checkout";
import { discardOrder as discard } from "@/lib/features/license/orders/discard-order";
import { resumeRenewal as resume, stopRenewal as stop } from "@/lib/features/license/renewal/change-renewal";
import { cancelReservation as cancel } from "@/lib/features/license/reservations/cancel-reservation";
import { createPaymentAccount as createAccount } from "@/lib/features/payers/payment-account/create-payment-account";
import { openPortal as open } from "@/lib/features/payers/payment-account/open-portal";
import { changePaymentAdministrator as changeAdministrator } from "@/lib/features/people/members/change-payment-administrator";

export const createPaymentAccount = tenantAction(createAccount);
export const changePaymentAdministrator = tenantAction(changeAdministrator);
export const discardOrder = tenantAction(discard);
export const cancelReservation = tenantAction(cancel);
export const stopRenewal = tenantAction(stop);
export const resumeRenewal = tenantAction(resume);

/** The browser is back from Checkout, perhaps before Stripe's webhook. */
export const checkCheckout = tenantAction(check);

export async function openPortal(slug: string) {
  const locale = await getLocale();
  return onTenant(slug, (ctx, tenantId) => open(ctx, tenantId, { locale }));
}

export async function confirmChange(
  slug: string,
  change: Omit<Parameters<typeof confirm>[2], "locale">,
): Promise<Result<Confirmation>> {
  const locale = await getLocale();
  return onTenant(slug, async (ctx, tenantId) => {
    const result = await confirm(ctx, tenantId, { ...change, locale });
    return result;
  });
}

/** How an order ended that was open before. */
export async function followOrder(slug: string, orderId: string) {
  return onTenant(slug, async (ctx, tenantId) => succeeded(await readEndedOrder(ctx, tenantId, orderId)));
}
