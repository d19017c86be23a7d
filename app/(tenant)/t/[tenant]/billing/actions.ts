"use server";

import { getLocale } from "next-intl/server";
import type { BillingActs, Confirmation } from "@/components/billing/acts";
import { onTenant } from "@/lib/auth/guard";
import { type Result, succeeded } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { confirmChange as confirm } from "@/lib/features/license/confirm-change/confirm-change";
import {
  resumeRenewal as resume,
  stopRenewal as stop,
} from "@/lib/features/license/lifecycle/change-renewal";
import { checkCheckout as check } from "@/lib/features/license/orders/check-checkout";
import { discardOrder as discard } from "@/lib/features/license/orders/discard-order";
import { cancelReservation as cancel } from "@/lib/features/license/reservations/cancel-reservation";
import { createPaymentAccount as createAccount } from "@/lib/features/payers/payment-account/create-payment-account";
import { openPortal as open } from "@/lib/features/payers/payment-account/open-portal";
import { changePaymentAdministrator as changeAdministrator } from "@/lib/features/people/members/change-payment-administrator";
import { readEndedOrder } from "./_components/ended-order";

/*
 * The writes of the billing screens. Each only finds out who asks and hands over; permission and input are checked by
 * the use-case, and the answer is a Result in plain JSON.
 */

type Input<Act extends keyof BillingActs> = BillingActs[Act] extends (input: infer Value) => unknown
  ? Value
  : never;

export async function createPaymentAccount(slug: string, input: Input<"createPaymentAccount">) {
  return onTenant(slug, (ctx, tenantId) => createAccount(ctx, tenantId, input));
}

export async function openPortal(slug: string) {
  const locale = await getLocale();
  return onTenant(slug, (ctx, tenantId) => open(ctx, tenantId, { locale }));
}

export async function changePaymentAdministrator(slug: string, userId: string) {
  return onTenant(slug, (ctx, tenantId) =>
    changeAdministrator(ctx, tenantId, { userId: userId as Id<"user"> }),
  );
}

export async function confirmChange(
  slug: string,
  change: Input<"confirmChange">,
): Promise<Result<Confirmation>> {
  const locale = await getLocale();
  return onTenant(slug, async (ctx, tenantId) => {
    const result = await confirm(ctx, tenantId, { ...change, locale });
    if (!result.ok || result.value.outcome !== "shown_anew") return result as Result<Confirmation>;
    return succeeded({ ...result.value, shownAt: ctx.now.toISOString() });
  });
}

export async function discardOrder(slug: string, orderId: string) {
  return onTenant(slug, (ctx, tenantId) => discard(ctx, tenantId, { orderId }));
}

export async function cancelReservation(slug: string, reservationId: string) {
  return onTenant(slug, (ctx, tenantId) => cancel(ctx, tenantId, { reservationId }));
}

export async function stopRenewal(slug: string) {
  return onTenant(slug, (ctx, tenantId) => stop(ctx, tenantId, {}));
}

export async function resumeRenewal(slug: string) {
  return onTenant(slug, (ctx, tenantId) => resume(ctx, tenantId, {}));
}

/** The browser is back from Checkout, perhaps before Stripe's webhook. */
export async function checkCheckout(slug: string) {
  return onTenant(slug, (ctx, tenantId) => check(ctx, tenantId, {}));
}

/** How an order ended that was open before. */
export async function followOrder(slug: string, orderId: string) {
  return onTenant(slug, async (ctx, tenantId) => succeeded(await readEndedOrder(ctx, tenantId, orderId)));
}
