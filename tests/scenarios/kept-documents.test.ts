import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { unzipSync } from "fflate";
import { extractText } from "unpdf";
import { afterEach, expect, test } from "vitest";
import { documentFiles, documents } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import { forgetOldDocuments, keepDocuments } from "@/lib/features/billing/documents/keep-documents";
import { findDocuments } from "@/lib/features/console/documents/find-documents";
import { readDocument } from "@/lib/features/console/documents/read-document";
import { zipStream } from "@/lib/http/zip-stream";
import { Buyer, value } from "../support/buyer";
import { createWorld, type World } from "../support/world";

let world: World;
afterEach(() => world?.close());

const find = async (query: Parameters<typeof findDocuments>[1]) =>
  value(await findDocuments(await world.asSystem(), query)).rows.map(({ kind, state }) => `${kind} ${state}`);

test("an invoice, its receipt and its credit note are kept as they are, found together, and changed by nobody", async () => {
  world = await createWorld(new Date("2026-12-10T03:00:00Z"));
  const buyer = await Buyer.withCard(world);
  await buyer.change("starter");
  const { data } = await world.stripe.invoices.list({ customer: await buyer.customerId(), limit: 1 });
  const [invoice] = data;
  if (!invoice) throw new Error("there is no invoice");
  // The row is there before anything was fetched, and an outage loses nothing.
  expect(await find({})).toEqual(["invoice waiting"]);
  await world.stripe.creditNotes.create({ invoice: invoice.id, amount: 500, credit_amount: 500 });
  await world.settle();
  for (let time = 0; time < 2; time++) await keepDocuments(await world.asSystem(), invoice.id);
  expect((await find({})).sort()).toEqual(["credit_note kept", "invoice kept", "receipt kept"]);

  const fits = { from: "2026-12-10", to: "2026-12-10", payer: invoice.customer_name ?? "", currency: "JPY" };
  expect((await find({ ...fits, least: "500", most: "500" })).sort()).toEqual(["credit_note kept"]);
  for (const miss of [
    { to: "2026-12-09" },
    { payer: "somebody else" },
    { least: "1000000" },
    { currency: "USD" },
  ])
    expect(await find({ ...fits, from: undefined, ...miss })).toEqual([]);

  const rows = value(await findDocuments(await world.asSystem(), {})).rows;
  const kept = rows.find(({ kind }) => kind === "invoice");
  const file = value(await readDocument(await world.asSystem(), { id: kept?.id ?? "" }));
  expect(createHash("sha256").update(file.bytes).digest("hex")).toBe(kept?.contentHash);
  const { text } = await extractText(new Uint8Array(file.bytes), { mergePages: true });
  expect(text).toContain(invoice.number);

  // Neither the application nor the owner of the tables changes or removes what is kept.
  for (const change of [
    sql`update document_files set bytes = 'x'`,
    sql`reset role; update document_files set bytes = 'x'`,
    sql`reset role; delete from document_files`,
    sql`reset role; truncate document_files`,
    sql`reset role; update documents set amount_minor = 0`,
    sql`reset role; delete from documents`,
  ])
    await expect(acrossTenants((tx) => tx.execute(change))).rejects.toMatchObject({
      cause: { code: "42501" },
    });

  // The customer is gone, and long after: only what is over its years goes.
  await world.stripe.customers.del(await buyer.customerId());
  await acrossTenants((tx) => forgetOldDocuments(tx, new Date("2050-01-01"), 10));
  expect(await find(fits)).toHaveLength(3);

  async function* entries() {
    for (const { id } of rows) {
      const { name, bytes } = value(await readDocument(await world.asSystem(), { id }));
      yield { name, bytes };
    }
  }
  const zip = unzipSync(new Uint8Array(await new Response(zipStream(entries())).arrayBuffer()));
  expect(Object.keys(zip)).toHaveLength(3);
  expect(Buffer.from(zip[file.name] ?? []).equals(file.bytes)).toBe(true);

  // Over its years it may go.
  await acrossTenants(async (tx) => {
    const [row] = await tx.select().from(documents).limit(1);
    if (!row) throw new Error("there is a document");
    const old = { tenantId: row.tenantId, documentId: "doc_00000000old" as const, keepUntil: "2020-01-01" };
    await tx
      .insert(documentFiles)
      .values({ ...old, contentType: "application/pdf", bytes: Buffer.from("%PDF-") });
    await tx
      .insert(documents)
      .values({ ...row, id: old.documentId, stripeId: "in_old", keepUntil: old.keepUntil });
    await forgetOldDocuments(tx, new Date("2026-12-10"), 10);
  });
  expect(await find({})).toHaveLength(3);
});
