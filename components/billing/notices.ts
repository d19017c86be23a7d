import type { LocalizedText } from "@/lib/domain/catalog/plan";
import type { OrderState } from "@/lib/domain/license/order";
import type { BillingDashboard } from "@/lib/features/billing/dashboard/billing-dashboard";
import type { Messages } from "@/lib/i18n/messages";

/** The states that stand above the cards; each has its words in `billing.notices.<kind>`. */
export type NoticeKind = keyof Messages["billing"]["notices"];

/** The actions that a notice can offer. The screen carries them out. */
export type NoticeAction =
  | { kind: "go"; label: "authenticate" | "continueAtStripe" | "payAtStripe"; url: string }
  | { kind: "portal" | "choose_plan" | "see_license" | "see_reservation" }
  | { kind: "see_invoices"; url: string }
  | { kind: "discard"; orderId: string; state: "awaiting_card" | "awaiting_payment" };

export type Notice = {
  kind: NoticeKind;
  tone: "info" | "success" | "warning" | "danger";
  /** Something is being confirmed, and the screen will change by itself. */
  busy?: boolean;
  plan?: LocalizedText;
  /** The plan that holds until then. */
  current?: LocalizedText;
  amount?: { minor: string; currency: string };
  date?: string;
  reason?: string;
  /** The first is the one thing to do. */
  actions: NoticeAction[];
};

/** Where the reader comes from, as Stripe's pages lead back: `?from=checkout`, `?from=checkout-closed`. */
export type CameFrom = "checkout" | "checkout-closed" | null;

/** How an order ended that was open when the reader last looked. */
export type EndedOrder = { id: string; state: OrderState; reason: string | null };

/** How long a notice says that a license ended. After that only the license card shows it. */
const tellEndedForMs = 31 * 24 * 60 * 60 * 1000;

/**
 * What the reader should know first, most urgent first. Notices that need the payer come before those that only inform.
 * A reader without rights gets the same notices without buttons.
 */
export function noticesFor(
  dashboard: BillingDashboard,
  from: CameFrom = null,
  ended: EndedOrder | null = null,
): Notice[] {
  const found = [
    ...awayNotices(dashboard),
    ...dueNotices(dashboard),
    ...debtNotices(dashboard),
    ...openInvoiceNotices(dashboard),
    ...orderNotices(dashboard, from),
    ...endedOrderNotices(dashboard, ended),
    ...accountNotices(dashboard),
    ...renewalNotices(dashboard),
    ...stripeNotices(dashboard),
    ...reservationNotices(dashboard),
    ...endedLicenseNotices(dashboard),
    ...salesNotices(dashboard),
  ];
  return dashboard.may.changeLicense ? found : found.map((notice) => ({ ...notice, actions: [] }));
}

/** True where a notice has the one thing to do, so that nothing below it should look as urgent. */
export const asksToAct = (dashboard: BillingDashboard): boolean =>
  dashboard.order !== null ||
  noticesFor(dashboard).some(({ actions: [first] }) => first?.kind === "go" || first?.kind === "portal");

/** True while something is being confirmed by Stripe, so that the screen should look more often. */
export function isConfirming(dashboard: BillingDashboard, from: CameFrom = null): boolean {
  return noticesFor(dashboard, from).some((notice) => notice.busy);
}

/** Only who sees the payment account can do something that needs Stripe. */
function awayNotices({ isStripeAway, stripeIntegration, may }: BillingDashboard): Notice[] {
  if (!isStripeAway || !stripeIntegration || !may.seePaymentAccount) return [];
  return [{ kind: "stripe_away", tone: "warning", actions: [] }];
}

function dueNotices({ license, may }: BillingDashboard): Notice[] {
  if (license.state !== "payment_failed" && license.state !== "authentication_needed") return [];
  const isFailed = license.state === "payment_failed";
  const pay: NoticeAction[] = license.dueInvoiceUrl
    ? [{ kind: "go", label: isFailed ? "payAtStripe" : "authenticate", url: license.dueInvoiceUrl }]
    : [];
  const portal: NoticeAction[] = may.openPortal && isFailed ? [{ kind: "portal" }] : [];
  const tone = isFailed ? "danger" : "warning";
  return [{ kind: license.state, tone, plan: license.planName, actions: [...pay, ...portal] }];
}

/** What is overdue although the license does not say so: it has ended, or another invoice is the one that is due. */
function debtNotices({ tenant, license, debts }: BillingDashboard): Notice[] {
  const overdue = (debts ?? []).filter(({ isOverdue }) => isOverdue);
  const [oldest] = overdue;
  if (!oldest || license.state === "payment_failed" || license.state === "authentication_needed") return [];
  const ofCurrency = overdue.filter(({ currency }) => currency === oldest.currency);
  const minor = String(ofCurrency.reduce((sum, debt) => sum + BigInt(debt.remainingMinor), 0n));
  return [
    {
      kind: "debt",
      tone: "danger",
      amount: { minor, currency: oldest.currency },
      reason: overdue.map(({ number }) => number ?? "–").join(", "),
      actions: [
        { kind: "go", label: "payAtStripe", url: `/t/${tenant.slug}/invoices/${oldest.invoiceId}/pay` },
      ],
    },
  ];
}

/** What is to be paid by a day that has not come. A contract's own banner says it of a sales-led tenant. */
function openInvoiceNotices({ tenant, debts }: BillingDashboard): Notice[] {
  if (tenant.salesModel === "sales_led") return [];
  const [first] = (debts ?? []).filter(({ isOverdue, dueAt }) => !isOverdue && dueAt !== null);
  if (!first?.dueAt) return [];
  return [
    {
      kind: "debt_not_due",
      tone: "info",
      amount: { minor: first.remainingMinor, currency: first.currency },
      date: first.dueAt,
      reason: first.number ?? "–",
      actions: [
        { kind: "go", label: "payAtStripe", url: `/t/${tenant.slug}/invoices/${first.invoiceId}/pay` },
      ],
    },
  ];
}

function orderNotices({ order }: BillingDashboard, from: CameFrom): Notice[] {
  if (!order) return [];
  const about = {
    plan: order.planName,
    amount: { minor: order.totalMinor, currency: order.currency },
    ...(order.trialEnd ? { date: order.trialEnd } : {}),
  };
  const go = (label: Extract<NoticeAction, { kind: "go" }>["label"]): NoticeAction[] =>
    order.goTo ? [{ kind: "go", label, url: order.goTo }] : [];
  const confirming = order.trialEnd ? "trial_confirming" : "order_confirming";
  if (order.state === "executing") {
    const kind = from === "checkout" || order.trialEnd ? confirming : "order_executing";
    return [{ kind, tone: "info", busy: true, ...about, actions: [] }];
  }
  if (order.state === "awaiting_payment") {
    const discard: NoticeAction = { kind: "discard", orderId: order.id, state: "awaiting_payment" };
    return order.reason === "authentication_required"
      ? [
          {
            kind: "order_awaiting_authentication",
            tone: "warning",
            ...about,
            actions: [...go("authenticate"), discard],
          },
        ]
      : [
          {
            kind: "order_payment_failed",
            tone: "danger",
            ...about,
            actions: [...go("payAtStripe"), discard],
          },
        ];
  }
  const discard: NoticeAction = { kind: "discard", orderId: order.id, state: "awaiting_card" };
  if (from === "checkout") return [{ kind: confirming, tone: "info", busy: true, ...about, actions: [] }];
  if (!order.goTo)
    return [{ kind: "order_opening_checkout", tone: "info", busy: true, ...about, actions: [discard] }];
  const ofCharge = from === "checkout-closed" ? "order_checkout_closed" : "order_awaiting_card";
  const kind = order.trialEnd ? "trial_awaiting_card" : ofCharge;
  return [{ kind, tone: "warning", ...about, actions: [...go("continueAtStripe"), discard] }];
}

function endedOrderNotices({ tenant, order, license }: BillingDashboard, ended: EndedOrder | null): Notice[] {
  if (!ended || order) return [];
  const choose: NoticeAction[] = [{ kind: "choose_plan" }];
  switch (ended.state) {
    case "done":
      if (license.state === "trial" && license.trialEnd)
        return [
          {
            kind: "trial_began",
            tone: "success",
            plan: license.planName,
            date: license.trialEnd,
            actions: [],
          },
        ];
      return [
        {
          kind: "order_done",
          tone: "success",
          plan: license.planName,
          actions: [{ kind: "see_invoices", url: `/t/${tenant.slug}/invoices` }],
        },
      ];
    case "failed":
      return [{ kind: "order_failed", tone: "danger", reason: ended.reason ?? "–", actions: choose }];
    case "stale":
      return [{ kind: "order_stale", tone: "warning", actions: choose }];
    case "cancelled":
      return [{ kind: "order_cancelled", tone: "info", actions: [] }];
    default:
      return [];
  }
}

function accountNotices({ paymentAccount, stripeIntegration }: BillingDashboard): Notice[] {
  if (!stripeIntegration) return [{ kind: "stripe_off", tone: "info", actions: [] }];
  if (paymentAccount && !paymentAccount.stripeCustomerId)
    return [{ kind: "account_creating", tone: "info", busy: true, actions: [] }];
  return [];
}

function renewalNotices({ license }: BillingDashboard): Notice[] {
  if (license.state !== "renewal_stopped" || !license.periodEnd) return [];
  const { planName: plan, periodEnd: date } = license;
  const kind = license.trialEnd ? "trial_stopped" : "renewal_stopped";
  return [{ kind, tone: "warning", plan, date, actions: [{ kind: "see_license" }] }];
}

/** What people did in Stripe's dashboard, as money or as a day. */
function stripeNotices({ atStripe, license }: BillingDashboard): Notice[] {
  return atStripe.map(({ kind, facts }) => {
    const tone = "info" as const;
    const { name, at, currency, amountMinor, taxMinor = "0" } = facts;
    if (kind === "ends_on")
      return {
        kind: "at_stripe_ends",
        tone,
        plan: license.planName,
        ...(at ? { date: at } : {}),
        actions: [],
      };
    const minor = String(BigInt(amountMinor ?? "0") + BigInt(taxMinor));
    return {
      kind: kind === "item_added" ? "at_stripe_added" : "at_stripe_subscription",
      tone,
      reason: name ?? "",
      ...(currency ? { amount: { minor, currency } } : {}),
      actions: [],
    };
  });
}

function reservationNotices({ reservation, license }: BillingDashboard): Notice[] {
  if (!reservation) return [];
  const about = {
    plan: reservation.planName,
    current: license.planName,
    date: reservation.effectiveAt,
    tone: "info" as const,
  };
  return [{ kind: "reserved", ...about, actions: [{ kind: "see_reservation" }] }];
}

function endedLicenseNotices({ license, order, readAt }: BillingDashboard): Notice[] {
  if (!license.isFree || !license.ended || order) return [];
  if (Date.parse(readAt) - Date.parse(license.ended.at) > tellEndedForMs) return [];
  const { planName: plan, at: date } = license.ended;
  return [{ kind: "license_ended", tone: "info", plan, date, actions: [{ kind: "choose_plan" }] }];
}

function salesNotices({ tenant }: BillingDashboard): Notice[] {
  return tenant.salesModel === "sales_led" ? [{ kind: "sales_led", tone: "info", actions: [] }] : [];
}
