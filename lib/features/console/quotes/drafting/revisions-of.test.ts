import { expect, test } from "vitest";
import { declineQuote } from "@/lib/features/console/quotes/answer/decline-quote";
import { readQuote } from "@/lib/features/console/quotes/overview/read-quote";
import { later, makeSalesLedTenant, sentQuote, valueFrom } from "@/tests/support/quotes";
import { useDatabase } from "@/tests/support/use-database";
import { reviseQuote } from "./revise-quote";
import { sendQuote } from "./send-quote";
import { withdrawQuote } from "./withdraw-quote";

useDatabase();

test("each of a row of revisions names all of them, in order, and to the customer those that were sent", async () => {
  const salesLed = await makeSalesLedTenant();
  const { tenantId, rep, owner } = salesLed;
  const first = await sentQuote(salesLed);
  const at = (day: string) => later(rep, `2026-11-${day}T03:00:00Z`);
  const second = await valueFrom(
    sendQuote(
      at("21"),
      tenantId,
      await valueFrom(reviseQuote(at("21"), tenantId, { quoteId: first.quoteId })),
    ),
  );
  const third = await valueFrom(reviseQuote(at("22"), tenantId, { quoteId: second.quoteId }));
  const byDesk = [
    { number: first.number, state: "replaced", revises: null },
    { number: second.number, state: "sent", revises: first.number },
    { number: null, state: "draft", revises: second.number },
  ];
  for (const { quoteId } of [first, second, third])
    expect((await valueFrom(readQuote(rep, tenantId, { quoteId }))).revisions).toMatchObject(byDesk);
  const seen = await valueFrom(readQuote(owner, tenantId, { quoteId: first.quoteId }));
  expect(seen.revisions).toMatchObject(byDesk.slice(0, 2));
  expect(seen.revisions).toHaveLength(2);
  expect(seen).toMatchObject({ replaces: null, replacedBy: { number: second.number } });
});

test("a discarded draft has replaced nothing, and the quote can be revised again", async () => {
  const salesLed = await makeSalesLedTenant();
  const { tenantId, rep, owner } = salesLed;
  const { quoteId } = await sentQuote(salesLed);
  await valueFrom(declineQuote(owner, tenantId, { quoteId }));
  const discarded = await valueFrom(reviseQuote(rep, tenantId, { quoteId }));
  await valueFrom(withdrawQuote(rep, tenantId, { quoteId: discarded.quoteId }));
  const seen = await valueFrom(readQuote(rep, tenantId, { quoteId }));
  expect(seen).toMatchObject({ replacedBy: null, revisions: [{ id: quoteId }] });
  const again = await valueFrom(reviseQuote(rep, tenantId, { quoteId }));
  expect(again.quoteId).not.toBe(discarded.quoteId);
  expect((await valueFrom(readQuote(rep, tenantId, { quoteId }))).replacedBy).toMatchObject({
    id: again.quoteId,
  });
});
