import type { Portal } from "../../operations/portal";
import type { PortalSession } from "../../shapes/portal";
import { safeUrl } from "../reply";
import type { Locale } from "../words/locale";

/** What a portal page shows, and what the configuration allows. */
export interface PortalView {
  portal: Portal;
  locale: Locale;
  /** Product names by id. */
  products: { [id: string]: string };
  /** The card that is charged by default. */
  defaultMethod: string | null;
  may: { cards: boolean; invoices: boolean; cancel: boolean; details: Detail[] };
}

const DETAILS = ["name", "email", "phone", "address"] as const;
export type Detail = (typeof DETAILS)[number];

export function portalView(portal: Portal, locale: Locale, products: { [id: string]: string }): PortalView {
  const { customer_update, invoice_history, payment_method_update, subscription_cancel } =
    portal.configuration.features;
  const bySubscription = portal.subscriptions.find((one) => one.default_payment_method);
  return {
    portal,
    locale,
    products,
    defaultMethod:
      portal.customer.invoice_settings.default_payment_method ??
      bySubscription?.default_payment_method ??
      null,
    may: {
      cards: payment_method_update.enabled,
      invoices: invoice_history.enabled,
      cancel: subscription_cancel.enabled,
      details: customer_update.enabled
        ? DETAILS.filter((field) => customer_update.allowed_updates.includes(field))
        : [],
    },
  };
}

/** As in Stripe's portal, the default card cannot be removed while a subscription is active. */
export function mayRemove(view: PortalView, method: string): boolean {
  return view.may.cards && (method !== view.defaultMethod || view.portal.subscriptions.length === 0);
}

/** The view that a flow session opens instead of the whole portal; null for other sessions. */
export function flowOf(session: PortalSession): { view: string; subscription: string | null } | null {
  const type = session.flow?.type;
  if (type === "payment_method_update") return { view: "card", subscription: null };
  if (type === "customer_update") return { view: "details", subscription: null };
  if (type !== "subscription_cancel") return null;
  const wanted = session.flow?.subscription_cancel as { subscription?: string } | null;
  return { view: "cancel", subscription: wanted?.subscription ?? null };
}

/** Where a finished flow leads: to an address, to a confirmation, or (null) back to the portal. */
export function afterFlow(session: PortalSession): { url: string } | { message: string | null } | null {
  if (!flowOf(session)) return null;
  const after = session.flow?.after_completion as {
    type?: string;
    redirect?: { return_url?: string } | null;
    hosted_confirmation?: { custom_message?: string | null } | null;
  } | null;
  const url = safeUrl(after?.redirect?.return_url);
  if (after?.type === "redirect" && url) return { url };
  if (after?.type === "hosted_confirmation")
    return { message: after.hosted_confirmation?.custom_message ?? null };
  return null;
}
