import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { contracts, quotes, tenants } from "@/drizzle/schema";
import { acrossTenants, inTenant } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import { acceptQuote, acceptQuoteOnPaper } from "@/lib/features/console/quotes/answer/accept-quote";
import { saveQuoteDraft } from "@/lib/features/console/quotes/drafting/save-quote-draft";
import { sendQuote } from "@/lib/features/console/quotes/drafting/send-quote";
import { readQuote } from "@/lib/features/console/quotes/overview/read-quote";
import {
  draftFor,
  makeSalesLedTenant,
  type SalesLedTenant,
  sentQuote,
  valueFrom,
} from "@/tests/support/quotes";
import { useDatabase } from "@/tests/support/use-database";
import { startQuote } from "./start-quote";

/* What would be refused is shown beforehand, by the code of the refusal; and nothing is left half done. */

useDatabase();

const toSelfServe = (tenantId: Id<"tenant">) =>
  acrossTenants((tx) => tx.update(tenants).set({ salesModel: "self_serve" }).where(eq(tenants.id, tenantId)));

const obstacleFor = async ({ tenantId, owner }: SalesLedTenant, quoteId: Id<"quote">) =>
  (await valueFrom(readQuote(owner, tenantId, { quoteId }))).obstacle;

async function expectUntouched({ tenantId, owner }: SalesLedTenant, quoteId: Id<"quote">): Promise<void> {
  const seen = await valueFrom(readQuote(owner, tenantId, { quoteId }));
  expect(seen).toMatchObject({ state: "sent", history: [{ state: "sent" }] });
  const held = await inTenant(tenantId, (tx) =>
    tx.select().from(contracts).where(eq(contracts.tenantId, tenantId)),
  );
  expect(held).toEqual([]);
}

describe("a self-serve tenant", () => {
  test("gets a draft, and nothing is sent before it is sales-led", async () => {
    const { tenantId, rep } = await makeSalesLedTenant();
    await toSelfServe(tenantId);
    expect(await valueFrom(startQuote(rep, tenantId, {}))).toMatchObject({ obstacle: "not_sales_led" });
    const draft = await valueFrom(saveQuoteDraft(rep, tenantId, draftFor()));
    expect(await sendQuote(rep, tenantId, draft)).toMatchObject({ refusal: { code: "not_sales_led" } });
    const seen = await valueFrom(readQuote(rep, tenantId, { quoteId: draft.quoteId }));
    expect(seen).toMatchObject({ state: "draft", obstacle: "not_sales_led", document: { number: null } });
  });

  test("cannot accept what it was sent before it became one, online or on paper; the quote stays open", async () => {
    const salesLed = await makeSalesLedTenant();
    const { tenantId, owner, rep } = salesLed;
    const { quoteId } = await sentQuote(salesLed);
    await toSelfServe(tenantId);
    expect(await obstacleFor(salesLed, quoteId)).toBe("not_sales_led");
    const refused = { refusal: { code: "quote_needs_sales" } };
    expect(await acceptQuote(owner, tenantId, { quoteId })).toMatchObject(refused);
    expect(await acceptQuoteOnPaper(rep, tenantId, { quoteId, note: "Order 4711" })).toMatchObject(refused);
    await expectUntouched(salesLed, quoteId);
  });
});

describe("each obstacle is the refusal that acceptance would give", () => {
  test("another change waits for its day", async () => {
    const salesLed = await makeSalesLedTenant();
    const { tenantId, owner } = salesLed;
    const first = await sentQuote(salesLed);
    const { quoteId } = await sentQuote(salesLed);
    expect(await obstacleFor(salesLed, quoteId)).toBeNull();
    await valueFrom(acceptQuote(owner, tenantId, { quoteId: first.quoteId }));
    const code = await obstacleFor(salesLed, quoteId);
    expect(code).toBe("change_pending");
    expect(await acceptQuote(owner, tenantId, { quoteId })).toMatchObject({ refusal: { code } });
    expect(await obstacleFor(salesLed, first.quoteId)).toBeNull();
  });

  test("Choba is to invoice, and there is no payment account", async () => {
    const salesLed = await makeSalesLedTenant();
    const { quoteId } = await sentQuote(salesLed, { discount: null, taxKeys: [] });
    await acrossTenants((tx) =>
      tx
        .update(quotes)
        .set({ invoicing: { by: "choba", dueDays: 30 } })
        .where(eq(quotes.id, quoteId)),
    );
    expect(await obstacleFor(salesLed, quoteId)).toBe("payment_account_missing");
  });
});
