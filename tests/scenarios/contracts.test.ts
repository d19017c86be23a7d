import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { paymentAccounts } from "@/drizzle/schema";
import { acrossTenants, inTenant } from "@/lib/db/transaction";
import { cancelScheduled } from "@/lib/features/license/contracts/agreement/cancel-scheduled";
import { previewContract } from "@/lib/features/license/contracts/agreement/preview-contract";
import { setContract } from "@/lib/features/license/contracts/agreement/set-contract";
import { applyDueContractSteps } from "@/lib/features/license/contracts/course/apply-due-contract-steps";
import { applyDueContracts } from "@/lib/features/license/contracts/course/apply-due-contracts";
import { endContract } from "@/lib/features/license/contracts/course/end-contract";
import { tenantsWithDueContracts } from "@/lib/features/license/contracts/course/tenants-with-due-contracts";
import { findRunningContract } from "@/lib/features/license/contracts/record/queries";
import { getLicense } from "@/lib/features/license/lifecycle/queries";
import { value } from "../support/buyer";
import { Rep } from "../support/rep";
import { createWorld, type World } from "../support/world";

/*
 * Contracts of sales-led tenants over months: what holds, what is invoiced to the yen, and who is notified. All days are
 * days in Tokyo, which begin at 15:00 UTC.
 */

const at = (text: string) => new Date(text);
let world: World;
beforeAll(async () => {
  world = await createWorld(at("2026-09-10T03:00:00Z"));
});
afterAll(() => world?.close());

const license = (rep: Rep) => inTenant(rep.tenantId, (tx) => getLicense(tx, rep.tenantId));

/** What the sweep does every minute for all tenants with something due. */
async function keep(rep: Rep): Promise<void> {
  const ctx = await world.asSystem();
  const due = await acrossTenants((tx) => tenantsWithDueContracts(tx, ctx.now, 1_000));
  if (due.includes(rep.tenantId)) await applyDueContractSteps(ctx, rep.tenantId);
  await world.settle();
}

async function payAll(rep: Rep): Promise<void> {
  const { data } = await world.stripe.invoices.list({ customer: await rep.customerId(), status: "open" });
  for (const invoice of data) await world.stripe.invoices.pay(invoice.id ?? "", { paid_out_of_band: true });
  await world.settle();
}

describe("a contract that started in the past, changed, and ended", () => {
  let rep: Rep;
  beforeAll(async () => {
    rep = await Rep.arrive(world);
  });

  test("bills from its start to the end of the month in one sent invoice, at the negotiated price", async () => {
    const definition = await rep.negotiated("business", { month: "9000", year: "90000" });
    await rep.agree("business", {
      startsAt: "2026-07-16T12:00:00Z",
      override: { definition, reason: "Three products for the price of two" },
    });
    // 16 of 31 days of July: 9,000 × 16/31 = 4,645.16. August and September are whole.
    expect(await rep.invoices()).toEqual([{ lines: [4_645, 9_000, 9_000], status: "open" }]);
    // What was typed with a time is its day in Tokyo.
    expect(await rep.history()).toEqual([{ plan: "negotiated", from: "2026-07-15T15:00:00.000Z", to: null }]);
  });

  test("the invoice is due, and the license stays", async () => {
    expect(await license(rep)).toMatchObject({
      interval: "month",
      payment: "due",
      dueInvoiceUrl: expect.stringMatching("invoice"),
    });
  });

  test("unpaid after 30 days it is overdue, and the payer is told once; paid, nothing is due", async () => {
    await world.advanceTo(at("2026-10-11T06:00:00Z"));
    expect(await license(rep)).toMatchObject({ payment: "overdue" });
    expect(await rep.mails("owner")).toEqual([expect.stringContaining("お支払い期限を過ぎています")]);
    await payAll(rep);
    expect(await license(rep)).toMatchObject({ payment: "paid", dueInvoiceUrl: null });
  });

  test("a change for the middle of a month waits for its day, and can be cancelled", async () => {
    const later = { startsAt: "2026-10-17T00:00:00Z" };
    expect(await rep.agree("enterprise", later)).toMatchObject({ state: "scheduled" });
    expect(await rep.set("starter")).toMatchObject({ refusal: { code: "change_pending" } });
    value(await cancelScheduled(await rep.ctx(), rep.tenantId, {}));
    expect(await cancelScheduled(await rep.ctx(), rep.tenantId, {})).toMatchObject({
      refusal: { code: "nothing_pending" },
    });
    await rep.agree("enterprise", later);
    expect((await rep.history()).map(({ plan }) => plan)).toEqual(["negotiated"]);
  });

  test("on its day one contract replaces the other, once, even if several processes try at the same time", async () => {
    // Between two rounds of the worker; the license's history is still right.
    await world.advanceTo(at("2026-10-16T15:07:00Z"));
    const ctx = await world.asSystem();
    await Promise.all([1, 2, 3].map(() => applyDueContracts(ctx, rep.tenantId)));
    await keep(rep);
    expect(await rep.history()).toEqual([
      { plan: "negotiated", from: "2026-07-15T15:00:00.000Z", to: "2026-10-16T15:00:00.000Z" },
      { plan: "enterprise", from: "2026-10-16T15:00:00.000Z", to: null },
    ]);
    // From the 17th on there are 15 of the 31 days. Given back: 9,000 × 15/31 = 4,354.8. Charged: 48,000 × 15/31 =
    // 23,225.8.
    expect((await rep.invoices()).at(-1)?.lines).toEqual([-4_355, 23_226]);
    const { data } = await world.stripe.subscriptions.list({ customer: await rep.customerId() });
    expect(data).toHaveLength(1);
  });

  test("ended at once it falls back to Free, and what was paid beyond is kept as a credit", async () => {
    await world.advanceTo(at("2026-11-16T12:00:00Z"));
    await payAll(rep);
    value(await endContract(await rep.ctx(), rep.tenantId, { reason: "They merged with another customer" }));
    await world.settle();
    expect(await license(rep)).toMatchObject({ interval: null, periodEnd: null });
    expect((await rep.history()).at(-1)).toEqual({
      plan: "free",
      from: "2026-11-15T15:00:00.000Z",
      to: null,
    });
    // 15 of the 30 days of November: 48,000 / 2.
    expect((await rep.invoices()).at(-1)).toEqual({ lines: [-24_000], status: "paid" });
    const { data } = await world.stripe.subscriptions.list({ customer: await rep.customerId() });
    expect(data).toEqual([]);
    expect(await rep.set("business", { startsAt: "2026-11-01T00:00:00Z" })).toMatchObject({
      refusal: { fields: [{ field: "startsAt", rule: "before_earlier_license" }] },
    });
  });
});

describe("a contract with an end", () => {
  let ending: Rep;
  let renewing: Rep;
  const day = "2026-11-16T15:00:00Z";
  beforeAll(async () => {
    await world.advanceTo(at("2026-11-16T15:00:30Z"));
    ending = await Rep.arrive(world);
    renewing = await Rep.arrive(world);
    const dashboard = { by: "stripe_dashboard" as const };
    await ending.agree("starter", { startsAt: day, endsAt: "2027-02-15T00:00:00Z" });
    const renewal = { atEnd: "renew" as const, interval: "year" as const, invoicing: dashboard };
    await renewing.agree("business", { startsAt: day, endsAt: "2027-02-16T15:00:00Z", ...renewal });
  });

  test("sends reminders 60, 30 and 7 days before, once each, to rep and payer in their languages", async () => {
    for (const to of ["2026-12-20", "2026-12-21", "2027-01-17", "2027-01-18", "2027-02-09", "2027-02-10"]) {
      await world.advanceTo(at(`${to}T03:00:00Z`));
      await keep(ending);
      await keep(renewing);
      await applyDueContractSteps(await world.asSystem(), ending.tenantId);
    }
    await world.settle();
    const days = (subjects: string[]) =>
      subjects.map((subject) => /\d+ ?(?=days|日)/.exec(subject)?.[0].trim());
    expect(days(await ending.mails("rep"))).toEqual(["60", "30", "7"]);
    expect(days((await ending.mails("owner")).filter((subject) => subject.includes("終了します")))).toEqual([
      "60",
      "30",
      "7",
    ]);
    expect((await renewing.mails("rep")).every((subject) => subject.includes("is renewed"))).toBe(true);
  });

  test("bills its last month only to its end, then is Free again", async () => {
    await world.advanceTo(at("2027-02-15T00:10:00Z"));
    await keep(ending);
    expect(await license(ending)).toMatchObject({ interval: null });
    expect((await ending.history()).at(-1)).toMatchObject({ plan: "free", from: "2027-02-14T15:00:00.000Z" });
    // 17 to 30 November is 14 of 30 days: 5,000 × 14/30 = 2,333.3. February up to the 14th is 14 of 28 days: 2,500, in
    // place of the whole month that the subscription billed.
    expect((await ending.invoices()).map(({ lines }) => lines)).toEqual([[2_333], [5_000], [5_000], [2_500]]);
  });

  test("is renewed for as long again if it says so, by its own calendar", async () => {
    await world.advanceTo(at("2027-02-16T16:00:00Z"));
    await keep(renewing);
    expect(await license(renewing)).toMatchObject({
      interval: "year",
      periodStart: at("2027-02-16T15:00:00Z"),
      periodEnd: at("2027-05-16T15:00:00Z"),
      renews: true,
    });
    expect(await renewing.invoices()).toEqual([]);
  });

  test("an early end can be cancelled until it has come", async () => {
    const end = { at: "2027-02-20T00:00:00Z", reason: "They asked for it" };
    value(await endContract(await renewing.ctx(), renewing.tenantId, end));
    value(await cancelScheduled(await renewing.ctx(), renewing.tenantId, {}));
    value(await endContract(await renewing.ctx(), renewing.tenantId, end));
    await world.advanceTo(at("2027-02-20T00:00:01Z"));
    expect(await cancelScheduled(await renewing.ctx(), renewing.tenantId, {})).toMatchObject({
      refusal: { code: "too_late" },
    });
    await keep(renewing);
    expect((await renewing.history()).at(-1)).toMatchObject({
      plan: "free",
      from: "2027-02-19T15:00:00.000Z",
    });
  });
});

test("Stripe does not respond when a contract begins: the license holds at once, and one subscription follows", async () => {
  const rep = await Rep.arrive(world);
  world.sandbox.failures.add({
    kind: "server_error_500",
    match: { method: "POST", path: "/v1/subscriptions" },
    times: 3,
    delayMs: 0,
  });
  value(await rep.set("starter"));
  expect(await license(rep)).toMatchObject({ interval: "month" });
  world.sandbox.failures.clear();
  await world.settle();
  const { data } = await world.stripe.subscriptions.list({ customer: await rep.customerId() });
  expect(data).toHaveLength(1);
});

describe("a contract that is invoiced in Stripe's dashboard", () => {
  let rep: Rep;
  const linked = (stripeSubscriptionId: string) =>
    rep.set("business", { invoicing: { by: "stripe_dashboard", stripeSubscriptionId } });

  test("links a subscription of its own customer only, and follows what is due there", async () => {
    rep = await Rep.arrive(world);
    const other = await Rep.arrive(world);
    const product = await world.stripe.products.create({ name: "Made by hand" });
    const price = {
      currency: "jpy",
      product: product.id,
      unit_amount: 77_000,
      recurring: { interval: "month" },
    };
    const make = async (customer: string) =>
      world.stripe.subscriptions.create({
        customer,
        items: [{ price_data: price as never }],
        collection_method: "send_invoice",
        days_until_due: 7,
      });
    const theirs = await make(await other.customerId());
    const wrong = (rule: string) => ({
      refusal: { fields: [{ field: "invoicing.stripeSubscriptionId", rule }] },
    });
    expect(await linked(theirs.id)).toMatchObject(wrong("other_customer"));
    expect(await linked("sub_nowhere")).toMatchObject(wrong("unknown_subscription"));

    const own = await make(await rep.customerId());
    value(await linked(own.id));
    await world.settle();
    const now = (await world.asSystem()).now.getTime();
    await world.advanceTo(new Date(now + 2 * 3_600_000));
    expect(await license(rep)).toMatchObject({ payment: "due", interval: "month" });
    await world.advanceTo(new Date(now + 8 * 86_400_000));
    expect(await license(rep)).toMatchObject({ payment: "overdue", interval: "month" });
    // Ended by a person at Stripe, the license stays what the contract says.
    await world.stripe.subscriptions.cancel(own.id);
    await world.settle();
    expect(await license(rep)).toMatchObject({ interval: "month" });
    expect((await rep.history()).at(-1)).toMatchObject({ plan: "business", to: null });
  });
});

describe("an end that is known beforehand", () => {
  let ending: Rep;
  let changing: Rep;
  const anchor = "2027-04-01T12:00:00Z";
  const cancelAt = async (rep: Rep) => {
    const { data } = await world.stripe.subscriptions.list({ customer: await rep.customerId() });
    return data.map(({ cancel_at }) => cancel_at && new Date(cancel_at * 1000).toISOString());
  };

  test("is told to Stripe, and taken back when it is called off", async () => {
    await world.advanceTo(at("2027-03-17T12:00:00Z"));
    ending = await Rep.arrive(world);
    changing = await Rep.arrive(world);
    await ending.agree("business");
    await changing.agree("business", { endsAt: "2027-09-01T12:00:00Z" });
    const end = { at: anchor, reason: "They asked for it" };
    for (const rep of [ending, changing]) {
      const schedule = async () =>
        rep === ending
          ? value(await endContract(await rep.ctx(), rep.tenantId, end))
          : value(await rep.set("starter", { startsAt: anchor }));
      await schedule();
      expect(await cancelAt(rep)).toEqual(["2027-03-31T15:00:00.000Z"]);
      value(await cancelScheduled(await rep.ctx(), rep.tenantId, {}));
      expect(await cancelAt(rep)).toEqual([null]);
      await schedule();
    }
  });

  test("at the turn of a period begins no other one: nothing is billed that would be given back", async () => {
    await world.advanceTo(at("2027-04-01T12:01:00Z"));
    for (const rep of [ending, changing]) await keep(rep);
    expect((await ending.invoices()).map(({ lines }) => lines)).toEqual([[5_806]]);
    expect(await license(ending)).toMatchObject({ interval: null });
    expect(await changing.invoices()).toMatchObject([{ lines: [5_806] }, { lines: [5_000] }]);
    expect(await cancelAt(changing)).toEqual([null]);
  });

  test("a subscription that Choba made and that ends by itself cannot be linked and continued", async () => {
    const { data } = await world.stripe.subscriptions.list({ customer: await changing.customerId() });
    const terms = await changing.terms("starter", {
      invoicing: { by: "stripe_dashboard", stripeSubscriptionId: data[0]?.id },
    });
    const refusal = {
      refusal: { fields: [{ field: "invoicing.stripeSubscriptionId", rule: "made_by_choba" }] },
    };
    expect(await previewContract(await changing.ctx(), changing.tenantId, terms)).toMatchObject(refusal);
    expect(await setContract(await changing.ctx(), changing.tenantId, terms)).toMatchObject(refusal);
  });
});

describe("Stripe does not answer while a contract changes", () => {
  const may = at("2027-04-30T15:00:00Z");
  const minutes = (count: number) => new Date(may.getTime() + count * 60_000);
  const fail = (method: string, path: string) =>
    world.sandbox.failures.add({
      kind: "server_error_500",
      match: { method, path },
      times: null,
      delayMs: 0,
    });
  const subscriptions = async (rep: Rep) =>
    (await world.stripe.subscriptions.list({ customer: await rep.customerId() })).data;
  const linesOf = async (rep: Rep) => (await rep.invoices()).map(({ lines, status }) => [status, ...lines]);

  let changed: Rep;
  let ended: Rep;
  let refused: Rep;
  let long: Rep;
  beforeAll(async () => {
    await world.advanceTo(at("2027-04-16T12:00:00Z"));
    [changed, ended, refused, long] = [
      await Rep.arrive(world),
      await Rep.arrive(world),
      await Rep.arrive(world),
      await Rep.arrive(world),
    ];
    // 16 to 30 April is 15 of 30 days of 12,000.
    for (const rep of [changed, ended, refused, long]) await rep.agree("business");
    await world.advanceTo(minutes(-10));
  });

  test("a period that Stripe begins by the old contract is invoiced by the new one, and what is open is credited", async () => {
    fail("POST", "/v1/");
    value(await changed.set("enterprise"));
    await world.jumpTo(minutes(1));
    world.sandbox.failures.clear();
    await world.settle();
    // On 30 April 1 of 15 days of 6,000 is credited on the unpaid invoice, and a day of 48,000 is 1,600. Of May, Stripe
    // billed 12,000 by its subscription, which is taken back.
    expect(await linesOf(changed)).toEqual([
      ["open", 6_000],
      ["open", 12_000, 48_000, -12_000],
      ["open", 1_600],
    ]);
    const { data } = await world.stripe.creditNotes.list({ customer: await changed.customerId() });
    expect(data.map(({ total, type }) => [total, type])).toEqual([[400, "pre_payment"]]);
    const contract = await inTenant(changed.tenantId, (tx) => findRunningContract(tx, changed.tenantId));
    expect(contract?.stripeProblem).toBeNull();
    expect(await subscriptions(changed)).toMatchObject([
      { items: { data: [{ price: { unit_amount: 48_000 } }] } },
    ]);
  });

  test("a period that Stripe begins after the contract's end is not charged", async () => {
    await world.advanceTo(new Date(minutes(-10).getTime() + 31 * 86_400_000));
    fail("POST", "/v1/");
    const end = { at: "2027-05-31T15:00:00Z", reason: "They close down" };
    value(await endContract(await ended.ctx(), ended.tenantId, end));
    await world.jumpTo(new Date(minutes(1).getTime() + 31 * 86_400_000));
    world.sandbox.failures.clear();
    await keep(ended);
    expect(await linesOf(ended)).toEqual([
      ["open", 6_000],
      ["open", 12_000],
      ["void", 12_000],
    ]);
    expect(await subscriptions(ended)).toEqual([]);
  });

  test("after a refusal, setting the license again charges what was not charged", async () => {
    fail("POST", "/v1/invoices");
    value(await refused.set("enterprise", { startsAt: "2027-06-01T00:00:00Z" }));
    world.sandbox.failures.clear();
    const stripeCustomerId = await refused.customerId();
    const linked = (id: string | null) =>
      inTenant(refused.tenantId, (tx) => tx.update(paymentAccounts).set({ stripeCustomerId: id }));
    await linked(null);
    await world.settle();
    await linked(stripeCustomerId);
    const problem = async () =>
      (await inTenant(refused.tenantId, (tx) => findRunningContract(tx, refused.tenantId)))?.stripeProblem;
    expect(await problem()).toBe("payment_account_missing");
    await refused.agree("enterprise", { startsAt: "2027-06-01T00:00:00Z" });
    expect(await problem()).toBeNull();
    expect((await linesOf(refused)).at(-1)).toEqual(["open", 48_000]);
  });

  test("a retry after a day credits nothing twice, and makes no second invoice", async () => {
    await world.advanceTo(at("2027-06-16T12:00:00Z"));
    fail("POST", "/v1/credit_notes");
    fail("POST", "/v1/subscriptions");
    value(await long.set("enterprise"));
    await world.jumpTo(at("2027-06-17T13:00:00Z"));
    await world.forgetKeys();
    world.sandbox.failures.clear();
    await world.settle();
    const count = (await long.invoices()).length;
    const notes = async () =>
      (await world.stripe.creditNotes.list({ customer: await long.customerId() })).data.map(
        ({ total }) => total,
      );
    // 16 to 30 June is 15 of 30 days of 12,000.
    expect(await notes()).toEqual([6_000]);
    fail("POST", "/v1/invoices/");
    value(await endContract(await long.ctx(), long.tenantId, { reason: "They close down" }));
    await world.jumpTo(at("2027-06-18T14:30:00Z"));
    await world.forgetKeys();
    world.sandbox.failures.clear();
    await world.settle();
    expect(await long.invoices()).toHaveLength(count);
    // 24,000 for 15 days, of which 14 are left on the 17th.
    expect(await notes()).toEqual([22_400, 6_000]);
  });
});
