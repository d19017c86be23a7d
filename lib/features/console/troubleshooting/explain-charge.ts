import { and, eq, or, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { billingCloses, charges, orders, reservations, stripeInvoices } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { ChangeMode } from "@/lib/domain/catalog/change-mode";
import { Refused } from "@/lib/domain/errors";
import { type Id, isId } from "@/lib/domain/ids";
import type { OrderKind, OrderState } from "@/lib/domain/license/order";
import type { LedgerEntry } from "@/lib/features/billing/ledger/ledger-entry";
import { readChargeEntries, readInvoiceEntries } from "@/lib/features/billing/ledger/read-entries";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { type PromiseView, promiseView } from "@/lib/features/license/charges/promise-view";
import { getCharge } from "@/lib/features/license/charges/queries";

/** What happened to a charge: what was shown and confirmed, and what became of it. */
export type ExplainedCharge = {
  /** The charge's invoices, oldest first; or the charge alone while it has none. */
  entries: LedgerEntry[];
  /** Null: Choba promised nothing of it. */
  promise: (PromiseView & { promisedAt: string; reason: string | null }) | null;
  /** What was confirmed, if a purchase or a change made it. */
  order: {
    kind: OrderKind;
    state: OrderState;
    mode: ChangeMode;
    reason: string | null;
    orderedAt: string;
    /** The text by which what was shown and what was confirmed are known to be the same. */
    digest: string;
  } | null;
  /** What was shown when the change was reserved that this renewal begins with; null: none was. */
  reserved: { at: string; totalMinor: string } | null;
  /** What a close says of its invoice, as a code; null: nothing unexpected. */
  problem: string | null;
};

/** Finds a charge by its id, by Stripe's id of its invoice, or by the invoice's number. */
export const explainCharge = useCase(staff("invoices.list"), {
  input: z.strictObject({ charge: z.string().trim().min(1).max(100) }),
  async read({ tx, input: { charge: asked } }): Promise<ExplainedCharge> {
    const found = await findCharge(tx, asked);
    if (!found) throw new Refused("not_found");
    const { tenantId, chargeId } = found;
    if (!chargeId) {
      const entries = await readInvoiceEntries(tx, invoiceNamed(asked), mostEntries);
      return { entries, promise: null, order: null, reserved: null, problem: null };
    }
    const ofCharge = and(eq(stripeInvoices.tenantId, tenantId), eq(stripeInvoices.chargeId, chargeId));
    const own = and(eq(charges.tenantId, tenantId), eq(charges.id, chargeId));
    const invoices = await readInvoiceEntries(tx, ofCharge ?? sql`false`, mostEntries);
    const charge = await getCharge(tx, tenantId, chargeId);
    return {
      entries: invoices.length > 0 ? invoices.reverse() : await readChargeEntries(tx, own ?? sql`false`, 1),
      promise: {
        ...promiseView(charge.promise),
        promisedAt: charge.createdAt.toISOString(),
        reason: charge.reason,
      },
      order: await orderOf(tx, tenantId, chargeId),
      ...(await closeOf(tx, tenantId, chargeId)),
    };
  },
});

const mostEntries = 10;

const invoiceNamed = (asked: string): SQL =>
  or(
    eq(stripeInvoices.stripeInvoiceId, asked),
    sql`lower(${stripeInvoices.number}) = ${asked.toLowerCase()}`,
  ) ?? sql`false`;

type Found = { tenantId: Id<"tenant">; chargeId: Id<"charge"> | null };

async function findCharge(tx: Transaction, asked: string): Promise<Found | null> {
  if (isId("charge", asked)) {
    const [charge] = await tx
      .select({ tenantId: charges.tenantId, chargeId: charges.id })
      .from(charges)
      .where(eq(charges.id, asked));
    return charge ?? null;
  }
  const [invoice] = await tx
    .select({ tenantId: stripeInvoices.tenantId, chargeId: stripeInvoices.chargeId })
    .from(stripeInvoices)
    .where(invoiceNamed(asked))
    .limit(1);
  return invoice ?? null;
}

async function orderOf(
  tx: Transaction,
  tenantId: Id<"tenant">,
  chargeId: Id<"charge">,
): Promise<ExplainedCharge["order"]> {
  const [order] = await tx
    .select()
    .from(orders)
    .where(and(eq(orders.tenantId, tenantId), eq(orders.chargeId, chargeId)));
  if (!order) return null;
  const { kind, state, mode, reason, digest, createdAt } = order;
  return { kind, state, mode, reason, digest, orderedAt: createdAt.toISOString() };
}

async function closeOf(
  tx: Transaction,
  tenantId: Id<"tenant">,
  chargeId: Id<"charge">,
): Promise<Pick<ExplainedCharge, "problem" | "reserved">> {
  const [row] = await tx
    .select({ problem: billingCloses.problem, promise: reservations.promise, at: reservations.createdAt })
    .from(billingCloses)
    .leftJoin(
      reservations,
      and(
        eq(reservations.tenantId, billingCloses.tenantId),
        eq(reservations.effectiveAt, billingCloses.dueAt),
        eq(reservations.state, "applied"),
      ),
    )
    .where(and(eq(billingCloses.tenantId, tenantId), eq(billingCloses.chargeId, chargeId)));
  const shown = row?.promise?.next;
  return {
    problem: row?.problem ?? null,
    reserved: row?.at && shown ? { at: row.at.toISOString(), totalMinor: String(shown.totalMinor) } : null,
  };
}
