import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { contracts, outboxMessages, quotes } from "@/drizzle/schema";
import { acrossTenants, inTenant } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import { usualTaxRounding } from "@/lib/domain/pricing/terms";
import { saveTaxSettings } from "@/lib/features/catalog/tax-rates/tax-settings";
import { reviseQuote } from "@/lib/features/console/quotes/drafting/revise-quote";
import { saveQuoteDraft } from "@/lib/features/console/quotes/drafting/save-quote-draft";
import { sendQuote } from "@/lib/features/console/quotes/drafting/send-quote";
import { withdrawQuote } from "@/lib/features/console/quotes/drafting/withdraw-quote";
import { listQuotes, listTenantQuotes } from "@/lib/features/console/quotes/overview/list-quotes";
import { readQuote } from "@/lib/features/console/quotes/overview/read-quote";
import { visitorContext } from "@/lib/features/foundation/context/context";
import { asSystem, asUser, auditedActions, makeUser } from "@/tests/support/factories";
import {
  draftFor,
  later,
  makeQuotedPlan,
  makeSalesLedTenant,
  negotiated,
  type SalesLedTenant,
  sentQuote,
  valueFrom,
} from "@/tests/support/quotes";
import { useDatabase } from "@/tests/support/use-database";
import { acceptQuote, acceptQuoteOnPaper } from "./accept-quote";
import { declineQuote } from "./decline-quote";
import { expireQuotes } from "./expire-quotes";
import { readPublicQuote } from "./read-public-quote";

useDatabase();

const _third = {
  name: { en: "Discount", ja: "割引" },
  value: { type: "percent" as const, percent: "33.333" },
};
const afterwards = "2026-12-20T15:00:00Z";

const contractsOf = (tenantId: Id<"tenant">) =>
  inTenant(tenantId, (tx) => tx.select().from(contracts).where(eq(contracts.tenantId, tenantId)));

const mailsOf = async (tenantId: Id<"tenant">) =>
  (
    await inTenant(tenantId, (tx) =>
      tx
        .select()
        .from(outboxMessages)
        .where(eq(outboxMessages.tenantId, tenantId))
        .orderBy(outboxMessages.id),
    )
  )
    .filter(({ operation }) => operation === "mail.send")
    .map(({ parameters }) => parameters as { template: string; path: string });

const stateOf = async ({ tenantId, rep }: SalesLedTenant, quoteId: Id<"quote">) =>
  (await valueFrom(readQuote(rep, tenantId, { quoteId }))).state;

const tokenOf = async (quoteId: Id<"quote">) => {
  const [row] = await acrossTenants((tx) => tx.select().from(quotes).where(eq(quotes.id, quoteId)));
  return row?.publicToken ?? "";
};

describe("a draft", () => {
  test("can be saved again only with the revision of the last saving", async () => {
    const { tenantId, rep } = await makeSalesLedTenant();
    const first = await valueFrom(saveQuoteDraft(rep, tenantId, draftFor()));
    const second = await valueFrom(
      saveQuoteDraft(rep, tenantId, draftFor({ ...first, subject: "Another subject" })),
    );
    expect(second).toEqual({ quoteId: first.quoteId, revision: 2 });
    expect(await saveQuoteDraft(rep, tenantId, draftFor(first))).toMatchObject({
      refusal: { code: "changed_meanwhile" },
    });
    const seen = await valueFrom(readQuote(rep, tenantId, { quoteId: second.quoteId }));
    expect(seen).toMatchObject({ state: "draft", document: { number: null, subject: "Another subject" } });
  });

  test("does not exist for the customer", async () => {
    const { tenantId, rep, owner } = await makeSalesLedTenant();
    const { quoteId } = await valueFrom(saveQuoteDraft(rep, tenantId, draftFor()));
    expect(await readQuote(owner, tenantId, { quoteId })).toMatchObject({ refusal: { code: "not_found" } });
    expect(await acceptQuote(owner, tenantId, { quoteId })).toMatchObject({
      refusal: { code: "not_found" },
    });
    expect((await valueFrom(listTenantQuotes(owner, tenantId, {}))).rows).toEqual([]);
  });

  test.each([
    [{ planKey: "unheard-of" }, "planKey", "unknown_plan"],
    [{ planVersion: 77 }, "planKey", "unknown_version"],
    [{ planKey: "free", planVersion: 1 }, "planKey", "not_offered"],
    [{ interval: "year" as const }, "interval", "interval_not_in_plan"],
    [{ quantities: { seats: 3 } }, "quantities.seats", "not_in_plan"],
    [{ taxKeys: ["nowhere"] }, "taxKeys.0", "unknown_tax_rate"],
    [{ validUntil: "2026-11-19" }, "validUntil", "day_is_over"],
    [{ validUntil: "2026-02-30" }, "validUntil", "not_a_day"],
    [{ endsOn: "2026-11-30" }, "endsOn", "before_start"],
    [{ endsOn: "2026-12-10" }, "endsOn", "ends_before_validity"],
    [{ terms: "card 4242 4242 4242 4242" }, "terms", "card_number"],
  ])("%j is refused by field and rule", async (change, field, rule) => {
    const { tenantId, rep } = await makeSalesLedTenant();
    const refused = await saveQuoteDraft(rep, tenantId, draftFor(change));
    expect(refused).toMatchObject({
      refusal: { code: "invalid_input", fields: [expect.objectContaining({ field, rule })] },
    });
  });
});

describe("sending", () => {
  test("takes the next number, freezes the price and mails the payment administrator, once", async () => {
    const salesLed = await makeSalesLedTenant();
    const { tenantId, rep, owner, slug } = salesLed;
    const draft = await valueFrom(saveQuoteDraft(rep, tenantId, draftFor()));
    const sent = await valueFrom(sendQuote(rep, tenantId, draft));
    expect(await valueFrom(sendQuote(rep, tenantId, draft))).toEqual(sent);
    expect(await mailsOf(tenantId)).toMatchObject([
      { template: "quote_sent", path: `/t/${slug}/quotes/${sent.quoteId}` },
    ]);
    const seen = await valueFrom(readQuote(owner, tenantId, { quoteId: sent.quoteId }));
    expect(seen).toMatchObject({
      state: "sent",
      staffOnly: null,
      may: { manage: false, answer: true },
      document: {
        number: sent.number,
        issuedOn: "2026-11-20",
        contact: { name: "Somebody" },
        estimate: { monthly: { subtotalMinor: "10000", discountMinor: "1000", totalMinor: "9900" } },
      },
    });
  });

  test("the catalog's rounding of taxes is frozen with the quote, also where Choba is to invoice it", async () => {
    const { tenantId, rep } = await makeSalesLedTenant();
    await valueFrom(saveTaxSettings(asSystem(), { rounding: "down" }));
    const draft = await valueFrom(saveQuoteDraft(rep, tenantId, draftFor({ invoicedBy: "choba" })));
    const { quoteId } = await valueFrom(sendQuote(rep, tenantId, draft));
    await valueFrom(saveTaxSettings(asSystem(), { rounding: "half_up" }));
    const [quote] = await acrossTenants((tx) => tx.select().from(quotes).where(eq(quotes.id, quoteId)));
    expect(quote?.frozen?.taxRounding).toBe("down");
  });

  test("numbers follow each other without gaps, also when many are sent at once and some fail", async () => {
    const salesLed = await makeSalesLedTenant();
    const { tenantId, rep } = salesLed;
    const start = Number((await sentQuote(salesLed)).number.slice(-4));
    const drafts = await Promise.all(
      Array.from({ length: 8 }, () => valueFrom(saveQuoteDraft(rep, tenantId, draftFor()))),
    );
    const attempts = drafts.map((draft, index) =>
      // Every other one names a saving that nobody has seen.
      sendQuote(rep, tenantId, index % 2 === 0 ? draft : { ...draft, revision: 9 }),
    );
    const numbers = (await Promise.all(attempts)).flatMap((sent) => (sent.ok ? [sent.value.number] : []));
    const counts = numbers.map((number) => Number(number.slice(-4))).toSorted((a, b) => a - b);
    expect(counts).toEqual([1, 2, 3, 4].map((step) => start + step));
  });

  test("what was offered stays what was offered, whatever becomes of the plan", async () => {
    const salesLed = await makeSalesLedTenant();
    const { quoteId } = await sentQuote(salesLed);
    const before = await valueFrom(readQuote(salesLed.owner, salesLed.tenantId, { quoteId }));
    await makeQuotedPlan("77777");
    const afterNewVersion = await valueFrom(readQuote(salesLed.owner, salesLed.tenantId, { quoteId }));
    expect(afterNewVersion.document).toEqual(before.document);
    await valueFrom(acceptQuote(salesLed.owner, salesLed.tenantId, { quoteId }));
    const [contract] = await contractsOf(salesLed.tenantId);
    const row = await acrossTenants((tx) => tx.select().from(quotes).where(eq(quotes.id, quoteId)));
    expect(contract?.planVersionId).toBe(row[0]?.planVersionId);
  });
});

describe("accepting", () => {
  test("makes the contract as the quote says it, tells the sender, and keeps the history", async () => {
    const salesLed = await makeSalesLedTenant();
    const { tenantId, owner } = salesLed;
    const { quoteId } = await sentQuote(salesLed, {
      discount: null,
      override: await negotiated({ "components.0.amountMinor.month": "8000" }),
    });
    await valueFrom(acceptQuote(owner, tenantId, { quoteId }));
    expect(await contractsOf(tenantId)).toMatchObject([
      {
        state: "scheduled",
        interval: "month",
        overrideReason: "Three years",
        startsAt: new Date("2026-11-30T15:00:00Z"),
        endsAt: new Date("2027-11-30T15:00:00Z"),
        atEnd: "renew",
        invoicedBy: "stripe_dashboard",
        taxes: [{ key: "jp10", percent: "10", inclusive: false }],
        taxRounding: usualTaxRounding,
      },
    ]);
    const seen = await valueFrom(readQuote(owner, tenantId, { quoteId }));
    expect(seen.history.map(({ state }) => state)).toEqual(["sent", "accepted"]);
    expect((await mailsOf(tenantId)).map(({ template }) => template)).toContain("quote_accepted");
    const actions = await auditedActions(tenantId);
    expect(actions).toEqual(expect.arrayContaining(["quote.send", "quote.accept"]));
  });

  test("twice, and by two at once, is one contract", async () => {
    const salesLed = await makeSalesLedTenant();
    const { tenantId, owner } = salesLed;
    const { quoteId } = await sentQuote(salesLed);
    const answers = await Promise.all([1, 2, 3].map(() => acceptQuote(owner, tenantId, { quoteId })));
    expect(answers.every(({ ok }) => ok)).toBe(true);
    expect((await acceptQuote(owner, tenantId, { quoteId })).ok).toBe(true);
    expect(await contractsOf(tenantId)).toHaveLength(1);
    const accepted = (await auditedActions(tenantId)).filter((action) => action === "quote.accept");
    expect(accepted).toHaveLength(1);
  });

  test("against declining at the same moment: one of the two, and never a contract of a declined quote", async () => {
    const salesLed = await makeSalesLedTenant();
    const { tenantId, owner } = salesLed;
    const { quoteId } = await sentQuote(salesLed);
    const answers = await Promise.all([
      acceptQuote(owner, tenantId, { quoteId }),
      declineQuote(owner, tenantId, { quoteId }),
    ]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    const isAccepted = (await stateOf(salesLed, quoteId)) === "accepted";
    expect(await contractsOf(tenantId)).toHaveLength(isAccepted ? 1 : 0);
  });

  test("is possible until the end of the last day, and not a moment longer", async () => {
    const salesLed = await makeSalesLedTenant();
    const { tenantId, owner } = salesLed;
    const { quoteId } = await sentQuote(salesLed);
    expect(await acceptQuote(later(owner, afterwards), tenantId, { quoteId })).toMatchObject({
      refusal: { code: "quote_expired" },
    });
    expect(await contractsOf(tenantId)).toEqual([]);
    const lastMoment = later(owner, "2026-12-20T14:59:59.999Z");
    expect((await acceptQuote(lastMoment, tenantId, { quoteId })).ok).toBe(true);
  });

  test("leaves the quote open if the contract cannot be made", async () => {
    const salesLed = await makeSalesLedTenant();
    const first = await sentQuote(salesLed);
    const second = await sentQuote(salesLed);
    await valueFrom(acceptQuote(salesLed.owner, salesLed.tenantId, { quoteId: first.quoteId }));
    // The first waits for its day; one change at a time.
    expect(await acceptQuote(salesLed.owner, salesLed.tenantId, { quoteId: second.quoteId })).toMatchObject({
      refusal: { code: "change_pending" },
    });
    expect(await stateOf(salesLed, second.quoteId)).toBe("sent");
  });

  test("on paper, by the rep, with a note, also after the last day", async () => {
    const salesLed = await makeSalesLedTenant();
    const { tenantId, rep, owner } = salesLed;
    const { quoteId } = await sentQuote(salesLed, { startsOn: "2027-01-01", endsOn: "2027-12-31" });
    const late = later(rep, afterwards);
    expect(await acceptQuoteOnPaper(late, tenantId, { quoteId, note: " " })).toMatchObject({
      refusal: { code: "invalid_input", fields: [{ field: "note" }] },
    });
    await valueFrom(acceptQuoteOnPaper(late, tenantId, { quoteId, note: "Order 4711, signed 18 December" }));
    expect(await contractsOf(tenantId)).toHaveLength(1);
    const byDesk = await valueFrom(readQuote(late, tenantId, { quoteId }));
    expect(byDesk.history.at(-1)).toMatchObject({ onPaper: true, note: "Order 4711, signed 18 December" });
    const byCustomer = await valueFrom(readQuote(later(owner, afterwards), tenantId, { quoteId }));
    expect(byCustomer.history.at(-1)).toMatchObject({ onPaper: true, note: "" });
  });
});

describe("a quote ends otherwise", () => {
  test("declined with a reason, which the sender gets by mail; then it cannot be accepted", async () => {
    const salesLed = await makeSalesLedTenant();
    const { tenantId, owner } = salesLed;
    const { quoteId } = await sentQuote(salesLed);
    await valueFrom(declineQuote(owner, tenantId, { quoteId, reason: "Too dear" }));
    await valueFrom(declineQuote(owner, tenantId, { quoteId, reason: "Again" }));
    expect((await mailsOf(tenantId)).map(({ template }) => template)).toEqual([
      "quote_sent",
      "quote_declined",
    ]);
    expect(await acceptQuote(owner, tenantId, { quoteId })).toMatchObject({
      refusal: { code: "quote_closed" },
    });
    const { history } = await valueFrom(readQuote(owner, tenantId, { quoteId }));
    expect(history.at(-1)).toMatchObject({ state: "declined", note: "Too dear" });
  });

  test("expired, noted once by the sweep", async () => {
    const salesLed = await makeSalesLedTenant();
    const { quoteId } = await sentQuote(salesLed);
    await expireQuotes(asSystem());
    expect(await stateOf(salesLed, quoteId)).toBe("sent");
    const late = asSystem(new Date(afterwards));
    await Promise.all([expireQuotes(late), expireQuotes(late)]);
    const { state, history } = await valueFrom(readQuote(salesLed.rep, salesLed.tenantId, { quoteId }));
    expect(state).toBe("expired");
    expect(history.filter((step) => step.state === "expired")).toHaveLength(1);
  });

  test("withdrawn: the link without sign-in is over, too", async () => {
    const salesLed = await makeSalesLedTenant();
    const { tenantId, rep, owner } = salesLed;
    const { quoteId, number } = await sentQuote(salesLed);
    const token = await tokenOf(quoteId);
    expect(token).toHaveLength(32);
    const open = await valueFrom(readPublicQuote(visitorContext(rep.now, "test"), { token }));
    expect(open).toMatchObject({ state: "sent", document: { number } });
    expect(JSON.stringify(open)).not.toContain(tenantId);
    await valueFrom(withdrawQuote(rep, tenantId, { quoteId }));
    expect(await readPublicQuote(visitorContext(rep.now, "test"), { token })).toMatchObject({
      refusal: { code: "not_found" },
    });
    expect(await acceptQuote(owner, tenantId, { quoteId })).toMatchObject({
      refusal: { code: "quote_closed" },
    });
    expect(await readPublicQuote(visitorContext(rep.now, "test"), { token: "" })).toMatchObject({
      refusal: { code: "not_found" },
    });
  });

  test("replaced: the revision has a number of its own, and the earlier one stands until it is sent", async () => {
    const salesLed = await makeSalesLedTenant();
    const { tenantId, rep, owner } = salesLed;
    const earlier = await sentQuote(salesLed);
    const revision = await valueFrom(reviseQuote(rep, tenantId, { quoteId: earlier.quoteId }));
    expect(await valueFrom(reviseQuote(rep, tenantId, { quoteId: earlier.quoteId }))).toEqual(revision);
    expect(await stateOf(salesLed, earlier.quoteId)).toBe("sent");
    const sent = await valueFrom(sendQuote(rep, tenantId, revision));
    expect(sent.number).not.toBe(earlier.number);
    const replaced = await valueFrom(readQuote(owner, tenantId, { quoteId: earlier.quoteId }));
    expect(replaced).toMatchObject({ state: "replaced", replacedBy: { number: sent.number } });
    expect(await acceptQuote(owner, tenantId, { quoteId: earlier.quoteId })).toMatchObject({
      refusal: { code: "quote_closed" },
    });
    expect((await acceptQuote(owner, tenantId, { quoteId: sent.quoteId })).ok).toBe(true);
  });

  test("a revision of what was accepted meanwhile cannot be sent", async () => {
    const salesLed = await makeSalesLedTenant();
    const { tenantId, rep, owner } = salesLed;
    const { quoteId } = await sentQuote(salesLed);
    const revision = await valueFrom(reviseQuote(rep, tenantId, { quoteId }));
    await valueFrom(acceptQuote(owner, tenantId, { quoteId }));
    expect(await sendQuote(rep, tenantId, revision)).toMatchObject({ refusal: { code: "quote_closed" } });
  });
});

test("the console's list is filtered by state, by words and by the reader's own", async () => {
  const salesLed = await makeSalesLedTenant();
  const { tenantId, rep, owner } = salesLed;
  await valueFrom(saveQuoteDraft(rep, tenantId, draftFor()));
  const open = await sentQuote(salesLed, { subject: "An open one" });
  const declined = await sentQuote(salesLed);
  await valueFrom(declineQuote(owner, tenantId, { quoteId: declined.quoteId }));
  const ids = async (filter: Parameters<typeof listQuotes>[1], ctx = rep) =>
    (await valueFrom(listQuotes(ctx, { mine: true, ...filter }))).rows.map(({ id }) => id);
  expect(await ids({})).toHaveLength(3);
  expect(await ids({ state: "draft" })).toHaveLength(1);
  expect(await ids({ state: "open" })).toEqual([open.quoteId]);
  expect(await ids({ state: "closed" })).toEqual([declined.quoteId]);
  expect(await ids({ state: "expired" }, later(rep, afterwards))).toEqual([open.quoteId]);
  expect(await ids({ search: "open one" })).toEqual([open.quoteId]);
  expect(await ids({ search: declined.number })).toEqual([declined.quoteId]);
  const other = await makeUser("sales");
  expect(await ids({}, asUser(other, "sales"))).toEqual([]);
});
