import { and, desc, eq, lt, type SQL } from "drizzle-orm";
import { z } from "zod";
import { charges, orders, plans, planVersions, stripeInvoices } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { may } from "@/lib/domain/access/actions";
import type { LocalizedText } from "@/lib/domain/catalog/plan";
import { Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { id } from "@/lib/features/foundation/input/id";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import type { Order } from "@/lib/features/license/lifecycle/queries";
import { payPageOf } from "./pay-page";

/** An order with what it costs. Amounts are minor units as text. */
export type ReadOrder = Pick<
  Order,
  "id" | "kind" | "state" | "interval" | "seats" | "addons" | "mode" | "promiseId" | "returnUrl" | "reason"
> & {
  planKey: string;
  planName: LocalizedText;
  /** The first day that is paid, if it is a trial. */
  trialEnd: string | null;
  currency: string;
  totalMinor: string;
  dueNowMinor: string;
  invoice: { id: string; number: string | null } | null;
  /** Where the payer goes while it waits for them, for readers who may act. */
  payUrl: string | null;
  createdAt: string;
  closedAt: string | null;
};

/** The newest orders first; those `after` an order are older. */
export const listOrders = useCase(tenant("invoices.view"), {
  input: z.strictObject({ limit: z.int().min(1).max(100), after: id("order").optional() }),
  async read({ tx, tenantId, standing, input: { limit, after } }) {
    const rows = await readRows(tx, tenantId, after && lt(orders.id, after), limit + 1);
    const mayAct = may(standing.roles, "license.change");
    const page = rows.slice(0, limit).map((row) => toOrder(row, mayAct));
    return { orders: page, next: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
  },
});

export const readOrder = useCase(tenant("invoices.view"), {
  input: z.strictObject({ orderId: id("order") }),
  async read({ tx, tenantId, standing, input: { orderId } }): Promise<ReadOrder> {
    const [row] = await readRows(tx, tenantId, eq(orders.id, orderId), 1);
    if (!row) throw new Refused("not_found");
    return toOrder(row, may(standing.roles, "license.change"));
  },
});

type Row = Awaited<ReturnType<typeof readRows>>[number];

/** Ids grow with time, so they are the order of the list. */
const readRows = (tx: Transaction, tenantId: Id<"tenant">, which: SQL | undefined, limit: number) =>
  tx
    .select({
      order: orders,
      charge: charges,
      planKey: plans.key,
      definition: planVersions.definition,
      invoiceNumber: stripeInvoices.number,
    })
    .from(orders)
    .innerJoin(planVersions, eq(planVersions.id, orders.planVersionId))
    .innerJoin(plans, eq(plans.id, planVersions.planId))
    .innerJoin(charges, and(eq(charges.tenantId, orders.tenantId), eq(charges.id, orders.chargeId)))
    .leftJoin(
      stripeInvoices,
      and(
        eq(stripeInvoices.tenantId, orders.tenantId),
        eq(stripeInvoices.stripeInvoiceId, charges.stripeInvoiceId),
      ),
    )
    .where(and(eq(orders.tenantId, tenantId), which))
    .orderBy(desc(orders.id))
    .limit(limit);

function toOrder({ order, charge, planKey, definition, invoiceNumber }: Row, mayAct: boolean): ReadOrder {
  const { id, kind, state, interval, seats, addons, mode, promiseId, returnUrl, reason } = order;
  const waits = state === "awaiting_card" || state === "awaiting_payment";
  // An order that was confirmed on a screen has no page of ours: its payer is on that screen.
  const page = order.payToken ? payPageOf(order.payToken) : waitingPage(order, charge.hostedInvoiceUrl);
  return {
    ...{ id, kind, state, interval, seats, addons, mode, promiseId, returnUrl, reason },
    planKey,
    planName: definition.name,
    trialEnd: order.trialEnd,
    currency: charge.currency,
    totalMinor: String(charge.promise.totalMinor),
    dueNowMinor: String(charge.promise.dueNowMinor),
    invoice: charge.stripeInvoiceId ? { id: charge.stripeInvoiceId, number: invoiceNumber } : null,
    payUrl: waits && mayAct ? page : null,
    createdAt: order.createdAt.toISOString(),
    closedAt: order.closedAt?.toISOString() ?? null,
  };
}

const waitingPage = ({ state, checkoutUrl }: Order, hostedInvoiceUrl: string | null) =>
  state === "awaiting_card" ? checkoutUrl : hostedInvoiceUrl;
