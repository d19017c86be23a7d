import { and, eq, ne } from "drizzle-orm";
import { writeOffs } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import type { Context } from "@/lib/features/foundation/context/context";
import { pendingParameters } from "@/lib/features/foundation/outbox/enqueue-message";
import type { InvoiceSnapshot } from "@/lib/stripe/invoices";
import type { Charge } from "./queries";

/** A charge as its final invoice says it. While a credit note is on its way, what is left to pay stays as noted. */
export async function chargeStateOf(
  tx: Transaction,
  { now }: Context,
  { tenantId, closedAt }: Charge,
  { id, status, hostedUrl, failure, openMinor }: InvoiceSnapshot,
): Promise<Partial<Charge>> {
  const isGivenUp = status === "uncollectible" && (await hasWriteOff(tx, tenantId, id));
  const isClosed = status === "paid" || status === "void" || isGivenUp;
  const isCredited = (await pendingParameters(tx, tenantId, "stripe.credit_note.create")) !== null;
  return {
    state: isGivenUp ? "written_off" : status === "paid" || status === "void" ? status : "open",
    closedAt: isClosed ? (closedAt ?? now) : null,
    stripeInvoiceId: id,
    hostedInvoiceUrl: hostedUrl,
    reason: failure,
    ...(isClosed || !isCredited ? { openMinor: isClosed ? 0n : openMinor } : {}),
  };
}

async function hasWriteOff(tx: Transaction, tenantId: Id<"tenant">, stripeInvoiceId: string) {
  const own = and(eq(writeOffs.tenantId, tenantId), eq(writeOffs.stripeInvoiceId, stripeInvoiceId));
  const given = and(own, eq(writeOffs.cause, "unpaid"), ne(writeOffs.state, "undone"));
  return (await tx.$count(writeOffs, given)) > 0;
}
