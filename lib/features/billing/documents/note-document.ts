import { eq } from "drizzle-orm";
import { documents, tenants } from "@/drizzle/schema";
import { newId } from "@/lib/db/ids";
import type { Transaction } from "@/lib/db/transaction";
import { type DocumentKind, keepUntil } from "@/lib/domain/documents/document";
import type { Id } from "@/lib/domain/ids";
import { dayOf } from "@/lib/domain/time/calendar";
import { documentYearsOf } from "./settings";

/** What a document is found by. */
export type NotedDocument = {
  kind: DocumentKind;
  stripeId: string;
  stripeInvoiceId: string;
  number: string;
  payerName: string;
  issuedAt: Date;
  amountMinor: bigint;
  currency: string;
};

/** Says that a document is to be kept, once. Its day is that of the tenant's zone. Answers whether it was new. */
export async function noteDocument(
  tx: Transaction,
  tenantId: Id<"tenant">,
  { issuedAt, ...document }: NotedDocument,
): Promise<boolean> {
  const [tenant] = await tx
    .select({ timeZone: tenants.timeZone })
    .from(tenants)
    .where(eq(tenants.id, tenantId));
  const issuedOn = dayOf(issuedAt, tenant?.timeZone ?? "UTC");
  const added = await tx
    .insert(documents)
    .values({
      tenantId,
      id: newId("document"),
      ...document,
      issuedOn,
      state: "waiting",
      keepUntil: keepUntil(issuedOn, await documentYearsOf(tx)),
    })
    .onConflictDoNothing({ target: [documents.tenantId, documents.kind, documents.stripeId] })
    .returning({ id: documents.id });
  return added.length > 0;
}
