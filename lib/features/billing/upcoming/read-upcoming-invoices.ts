import { z } from "zod";
import type { CloseKind } from "@/lib/domain/close/close";
import type { PaymentTerms } from "@/lib/domain/payment-terms/payment-terms";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import {
  type PromiseLineView,
  type PromiseView,
  promiseView,
  usageLineView,
} from "@/lib/features/license/charges/promise-view";
import { openDifferences } from "@/lib/features/license/differences/queries";
import type { DifferenceRow } from "@/lib/features/license/differences/record-differences";
import type { ClosePlan } from "@/lib/features/license/renewal/plan-close";
import { dueAtOf, findPaymentTerms } from "@/lib/features/payers/payment-terms/queries";
import { findPaymentAccount } from "@/lib/features/payers/stripe-customer/queries";
import { billingSettingsOf } from "@/lib/features/usage/billing-settings/billing-settings-of";
import { OutsideUnreachable } from "@/lib/http/outside";
import { stripeIntegration } from "@/lib/stripe/client";
import { type DefaultCard, readDefaultCard } from "@/lib/stripe/default-card";
import { planUpcoming } from "./plan-upcoming";

const dayMs = 24 * 60 * 60_000;

/** An invoice that the billing run would make if nothing changed. */
export type UpcomingInvoice = {
  /** `period`: a period begins, with the usage before it. `usage`: only a month's usage is billed. */
  kind: CloseKind;
  /** When it is made, and charged or sent. */
  dueAt: string;
  /** It is sent, and to be paid by then; null: it is charged. */
  payBy: string | null;
  promise: PromiseView;
  /** What people put on the subscription at Stripe, which is charged with it; null: nothing. */
  atStripe: { items: { name: string; amountMinor: string }[]; totalMinor: string } | null;
};

/** Usage that is noted for an invoice in Stripe's dashboard. Before tax. */
export type UpcomingStatement = {
  dueAt: string;
  currency: string;
  lines: PromiseLineView[];
  totalMinor: string;
};

export type UpcomingInvoices = {
  timeZone: string;
  /** How long late events are waited for after a month's end; above 0 usage has an invoice of its own. */
  graceHours: number;
  invoices: UpcomingInvoice[];
  statements: UpcomingStatement[];
  /** When the license ends, if nothing follows it. */
  endsAt: string | null;
  /** `none`: what is to be charged is sent instead. `unknown`: Stripe does not answer, or the method is no card. */
  card: DefaultCard | "none" | "unknown";
};

/** What the tenant will be charged next, as it stands now: made by the functions that make the invoice. */
export const readUpcomingInvoices = useCase(tenant("invoices.view"), {
  input: z.strictObject({}),
  async read({ tx, tenantId, standing }) {
    const { timeZone } = standing.tenant;
    const plans = await planUpcoming(tx, tenantId, timeZone);
    const account = stripeIntegration() ? await findPaymentAccount(tx, tenantId) : null;
    const { graceHours } = await billingSettingsOf(tx);
    const terms = await findPaymentTerms(tx, tenantId);
    const added = (await openDifferences(tx, tenantId)).filter(({ kind }) => kind === "item_added");
    return { timeZone, graceHours, plans, account, terms, added };
  },
  async outside({
    found: { timeZone, graceHours, plans, account, terms, added },
  }): Promise<UpcomingInvoices> {
    const ending = plans.find((plan) => plan.outcome === "ends");
    const customerId = account?.hasPaymentMethod ? account.stripeCustomerId : null;
    return {
      timeZone,
      graceHours,
      invoices: plans.flatMap((plan) => invoicesOf(plan, terms, added)),
      statements: plans.flatMap(statementsOf),
      endsAt: ending?.endsAt.toISOString() ?? null,
      card: customerId ? await cardOf(customerId) : "none",
    };
  },
});

const invoicesOf = (
  { invoices }: ClosePlan,
  terms: PaymentTerms | null,
  added: readonly DifferenceRow[],
): UpcomingInvoice[] =>
  invoices
    .filter(({ promise }) => promise.lines.length > 0)
    .map((period) => ({
      kind: period.kind,
      dueAt: period.dueAt.toISOString(),
      payBy: payByOf(period, terms)?.toISOString() ?? null,
      promise: promiseView(period.promise),
      atStripe: period.kind === "period" ? withAdded(period.promise, added) : null,
    }));

/** Items of another currency cannot stand on the same invoice. */
function withAdded(
  { currency, dueNowMinor }: ClosePlan["invoices"][number]["promise"],
  added: readonly DifferenceRow[],
): UpcomingInvoice["atStripe"] {
  const items = added
    .filter(({ facts }) => facts.currency === currency && facts.amountMinor)
    .map(({ facts: { name = "", amountMinor = "0", taxMinor = "0" } }) => ({
      name,
      amountMinor: String(BigInt(amountMinor) + BigInt(taxMinor)),
    }));
  if (items.length === 0) return null;
  const total = items.reduce((sum, { amountMinor }) => sum + BigInt(amountMinor), dueNowMinor);
  return { items, totalMinor: String(total) };
}

/** By the tenant's payment terms; without any, so many days after it is made as its contract says. */
function payByOf(
  { daysUntilDue, dueAt, timeZone }: ClosePlan["invoices"][number],
  terms: PaymentTerms | null,
): Date | null {
  if (daysUntilDue === null) return null;
  return dueAtOf(terms, dueAt, timeZone) ?? new Date(dueAt.getTime() + daysUntilDue * dayMs);
}

const statementsOf = ({ at, statements }: ClosePlan): UpcomingStatement[] =>
  statements
    .map(({ currency, months }) => ({ currency, lines: months.flatMap((month) => month.lines) }))
    .filter(({ lines }) => lines.length > 0)
    .map(({ currency, lines }) => ({
      dueAt: at.toISOString(),
      currency,
      lines: lines.map(usageLineView),
      totalMinor: String(lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0n)),
    }));

async function cardOf(customerId: string): Promise<UpcomingInvoices["card"]> {
  try {
    return (await readDefaultCard(customerId)) ?? "unknown";
  } catch (error) {
    if (error instanceof OutsideUnreachable) return "unknown";
    throw error;
  }
}
