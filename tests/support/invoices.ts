import { randomUUID } from "node:crypto";
import { stripeInvoices } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import type { Buyer } from "./buyer";
import { testNow } from "./factories";
import type { Stage } from "./world";

type Row = typeof stripeInvoices.$inferInsert;

const dayMs = 86_400_000;
/** The moment so many days after the one at which tests stand. */
export const inDays = (days: number): Date => new Date(testNow.getTime() + days * dayMs);

/** An invoice as if it had been read from Stripe: open, sent, and due in ten days, unless told otherwise. */
export async function recordInvoiceOf(
  tenantId: Id<"tenant">,
  minor: bigint,
  more: Partial<Row> = {},
): Promise<string> {
  const stripeInvoiceId = `in_${randomUUID().replaceAll("-", "").slice(0, 20)}`;
  const isOpen = (more.status ?? "open") === "open";
  await acrossTenants((tx) =>
    tx.insert(stripeInvoices).values({
      tenantId,
      stripeInvoiceId,
      stripeCustomerId: "cus_test",
      number: `T-${stripeInvoiceId.slice(-6)}`,
      status: "open",
      totalMinor: minor,
      currency: "JPY",
      paidMinor: more.status === "paid" ? minor : 0n,
      creditedMinor: 0n,
      remainingMinor: isOpen ? minor : 0n,
      isSent: true,
      attempts: 0,
      createdAt: inDays(-5),
      finalizedAt: more.status === "draft" ? null : inDays(-5),
      dueAt: inDays(10),
      appliedSequence: 1n,
      ...more,
    }),
  );
  return stripeInvoiceId;
}

/** Total and state of a buyer's invoices that have lines, as Stripe has them, oldest first. */
export async function invoicedOf(buyer: Buyer<Stage>): Promise<[total: number, status: string | null][]> {
  const customer = await buyer.customerId();
  const { data } = await buyer.world.stripe.invoices.list({ customer, limit: 100 });
  return data
    .filter(({ lines }) => lines.data.length > 0)
    .map(({ total, status }): [number, string | null] => [total, status])
    .reverse();
}
