import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { unzipSync } from "fflate";
import { extractText } from "unpdf";
import { afterEach, expect, test } from "vitest";
import { documentFiles, documents } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import { unknownSeller } from "@/lib/domain/seller/seller";
import { forgetOldDocuments, keepDocuments } from "@/lib/features/billing/documents/keep-documents";
import { keepReturns } from "@/lib/features/billing/documents/keep-returns";
import { saveTaxSettings } from "@/lib/features/catalog/tax-rates/tax-settings";
import { findDocuments } from "@/lib/features/console/documents/find-documents";
import { readDocument } from "@/lib/features/console/documents/read-document";
import { saveSeller } from "@/lib/features/foundation/seller/save-seller";
import { zipStream } from "@/lib/http/zip-stream";
import { Buyer, value } from "../support/buyer";
import { chargeFrom, publishPress, saysCountry } from "../support/tax";
import { createWorld, type World } from "../support/world";

let world: World;
afterEach(() => world?.close());

const find = async (query: Parameters<typeof findDocuments>[1]) =>
  value(await findDocuments(await world.asSystem(), query)).rows.map(({ kind, state }) => `${kind} ${state}`);

/** The jobs that wait for their minute. */
const asked = async () =>
  (
    await acrossTenants((tx) =>
      tx
        .execute(sql`reset role`)
        .then(() => tx.execute<{ key: string }>(sql`select key from graphile_worker.jobs order by key`)),
    )
  ).rows.map(({ key }) => key);

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
  expect(await asked()).toEqual([`keep-documents:${invoice.id}`]);
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

test("what is given back has a return document that names the sale, its tax by rate and the reduced rate", async () => {
  world = await createWorld(new Date("2026-11-16T03:00:00Z"));
  value(await saveTaxSettings(await world.asSystem(), { rounding: "down" }));
  const { logoHash: _, ...seller } = { ...unknownSeller, registrationNumber: "T7000012050002" };
  value(await saveSeller(await world.asSystem(), seller));
  await publishPress(world);
  await chargeFrom(world, "2019-10-01", { percent: "10" });
  await chargeFrom(world, "2019-10-01", { percent: "8", category: "reduced" });
  const buyer = await Buyer.withCard(world);
  await saysCountry(buyer, "JP");
  // 503 and 10 % of it, 50; the journal for 502 and 8 % of it, 40.
  await buyer.change("press", "month", { addons: { journal: "1" } });
  const { data } = await world.stripe.invoices.list({ customer: await buyer.customerId(), limit: 1 });
  const [invoice] = data;
  const journal = invoice?.lines.data.find(({ amount }) => amount === 502);
  const rate = journal?.taxes?.[0]?.tax_rate_details?.tax_rate ?? "";
  await world.stripe.creditNotes.create({
    invoice: invoice?.id ?? "",
    credit_amount: 542,
    lines: [
      {
        type: "custom_line_item",
        description: "Journal",
        quantity: 1,
        unit_amount: 502,
        tax_amounts: [{ tax_rate: rate, amount: 40, taxable_amount: 502 }],
      },
    ],
  });
  const { data: payments } = await world.stripe.invoicePayments.list({ invoice: invoice?.id });
  const intent = String(payments[0]?.payment.payment_intent);
  await world.stripe.refunds.create({ payment_intent: intent, amount: 219 });
  await world.settle();
  for (let time = 0; time < 2; time++) await keepReturns(await world.asSystem(), invoice?.id ?? "");

  const { rows } = value(await findDocuments(await world.asSystem(), {}));
  const returns = rows.filter(({ kind }) => kind === "return");
  expect(returns.map(({ amountMinor, state }) => `${amountMinor} ${state}`).sort()).toEqual([
    "-219 kept",
    "-542 kept",
  ]);
  const textOf = async (amountMinor: string) => {
    const id = returns.find((one) => one.amountMinor === amountMinor)?.id ?? "";
    const { bytes } = value(await readDocument(await world.asSystem(), { id }));
    const { text } = await extractText(new Uint8Array(bytes), { mergePages: true });
    return text.replace(/\s+/g, " ");
  };
  const sale = ["Registration number T7000012050002", invoice?.number ?? "", "November 16, 2026", "¥1,095"];
  const note = await textOf("-542");
  for (const words of [
    ...sale,
    "At 10% ¥553 (tax ¥50)",
    "At 8% (reduced rate) ¥542 (tax ¥40)",
    "Journal ※",
    "At 8% (reduced rate) -¥542",
    "of which tax -¥40",
  ])
    expect(note).toContain(words);
  // 219 × 553 ÷ 1,095 = 110.6 and 108.4; 10 ÷ 110 of the one and 8 ÷ 108 of the other are tax.
  const refund = await textOf("-219");
  for (const words of [
    ...sale,
    `${invoice?.number}-R1`,
    "At 10% -¥111 of which tax -¥10",
    "-¥108 of which tax -¥8",
  ])
    expect(refund).toContain(words);
});
