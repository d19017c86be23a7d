import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { outboxMessages } from "@/drizzle/schema";
import { acrossTenants, inTenant } from "@/lib/db/transaction";
import { processMessage } from "@/lib/features/foundation/outbox/process-message";
import { cancelScheduled } from "@/lib/features/license/contracts/agreement/cancel-scheduled";
import { previewContract } from "@/lib/features/license/contracts/agreement/preview-contract";
import { setContract } from "@/lib/features/license/contracts/agreement/set-contract";
import { applyDueContracts } from "@/lib/features/license/contracts/course/apply-due-contracts";
import { endContract } from "@/lib/features/license/contracts/course/end-contract";
import { keepContract } from "@/lib/features/license/contracts/course/keep-contract";
import { tenantsWithDueContracts } from "@/lib/features/license/contracts/course/tenants-with-due-contracts";
import { findRunningContract } from "@/lib/features/license/contracts/record/queries";
import { getLicense } from "@/lib/features/license/lifecycle/queries";
import { value } from "../support/buyer";
import { Rep } from "../support/rep";
import { createWorld, type World } from "../support/world";

/*
 * Contracts of sales-led tenants over months: what holds, what Stripe invoices to the yen, and who is
 * notified.
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
  if (due.includes(rep.tenantId)) await keepContract(ctx, rep.tenantId);
  await world.settle();
}

describe("a contract that started in the past, changed, and ended", () => {
  let rep: Rep;
  beforeAll(async () => {
    rep = await Rep.arrive(world);
  });

  test("bills from its start to the next day 1 in one sent invoice, at the negotiated price", async () => {
    const definition = await rep.negotiated("business", { month: "9000", year: "90000" });
    await rep.agree("business", {
      startsAt: "2026-07-16T12:00:00Z",
      override: { definition, reason: "Three products for the price of two" },
    });
    // Two months from 16 July, then 15 of the 30 days from 16 September: 9,000 + 9,000 + 4,500.
    expect(await rep.invoices()).toEqual([{ lines: [22_500], status: "draft" }]);
    expect(await rep.history()).toEqual([{ plan: "negotiated", from: "2026-07-16T12:00:00.000Z", to: null }]);
    expect(await license(rep)).toMatchObject({ interval: "month", payment: "paid" });
  });

  test("once the invoice is sent it is due, and the license stays", async () => {
    await world.advanceTo(at("2026-09-10T06:00:00Z"));
    expect(await license(rep)).toMatchObject({
      payment: "due",
      dueInvoiceUrl: expect.stringMatching("invoice"),
    });
  });

  test("unpaid after 30 days it is overdue, and the payer is told once; paid, nothing is due", async () => {
    await world.advanceTo(at("2026-10-11T06:00:00Z"));
    expect(await license(rep)).toMatchObject({ payment: "overdue" });
    expect(await rep.mails("owner")).toEqual([expect.stringContaining("お支払い期限を過ぎています")]);
    const { data } = await world.stripe.invoices.list({ customer: await rep.customerId(), status: "open" });
    for (const invoice of data) await world.stripe.invoices.pay(invoice.id ?? "", { paid_out_of_band: true });
    await world.settle();
    expect(await license(rep)).toMatchObject({ payment: "paid", dueInvoiceUrl: null });
  });

  test("a change for the middle of a month waits for its instant, and can be cancelled", async () => {
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

  test("at its instant one contract replaces the other, once, even if several processes try at the same time", async () => {
    // Between two rounds of the worker; the license's history is still right to the second.
    await world.advanceTo(at("2026-10-17T00:07:00Z"));
    const ctx = await world.asSystem();
    await Promise.all([1, 2, 3].map(() => applyDueContracts(ctx, rep.tenantId)));
    await keep(rep);
    expect(await rep.history()).toEqual([
      { plan: "negotiated", from: "2026-07-16T12:00:00.000Z", to: "2026-10-17T00:00:00.000Z" },
      { plan: "enterprise", from: "2026-10-17T00:00:00.000Z", to: null },
    ]);
    // To 1 November 12:00 there are 15.5 of the 31 days left. Credited: 9,000 × 15.5/31 = 4,500. Enterprise's
    // own month from 17 October has 31 days: 48,000 × 15.5/31 = 24,000.
    expect((await rep.invoices()).at(-1)?.lines.sort((a, b) => a - b)).toEqual([-4_500, 24_000]);
    const { data } = await world.stripe.subscriptions.list({ customer: await rep.customerId() });
    expect(data).toHaveLength(1);
  });

  test("ended at once it falls back to Free, and what was paid beyond is kept as a credit", async () => {
    await world.advanceTo(at("2026-11-16T12:00:00Z"));
    value(await endContract(await rep.ctx(), rep.tenantId, { reason: "They merged with another customer" }));
    await world.settle();
    await world.advanceTo(at("2026-11-16T12:00:10Z"));
    expect(await license(rep)).toMatchObject({ interval: null, periodEnd: null });
    expect((await rep.history()).at(-1)).toEqual({
      plan: "free",
      from: "2026-11-16T12:00:00.000Z",
      to: null,
    });
    // 15 of the 30 days of November's period: 48,000 / 2.
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
      await keepContract(await world.asSystem(), ending.tenantId);
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
    expect((await ending.history()).at(-1)).toMatchObject({ plan: "free", from: "2027-02-15T00:00:00.000Z" });
    // 16 November 15:00 to 1 December 12:00 is 14.875 of 30 days: 5,000 × 14.875/30 = 2,479.17. February from the 1st,
    // 12:00 to the 15th, 00:00 is 13.5 of 28 days: 5,000 × 13.5/28 = 2,410.71.
    expect((await ending.invoices()).map(({ lines }) => lines)).toEqual([[2_479], [5_000], [5_000], [2_411]]);
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
      from: "2027-02-20T00:00:00.000Z",
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
    const agreed = "2027-09-01T12:00:00.000Z";
    const end = { at: anchor, reason: "They asked for it" };
    for (const [rep, otherwise] of [
      [ending, null],
      [changing, agreed],
    ] as const) {
      const schedule = async () =>
        rep === ending
          ? value(await endContract(await rep.ctx(), rep.tenantId, end))
          : value(await rep.set("starter", { startsAt: anchor }));
      await schedule();
      expect(await cancelAt(rep)).toEqual(["2027-04-01T12:00:00.000Z"]);
      value(await cancelScheduled(await rep.ctx(), rep.tenantId, {}));
      expect(await cancelAt(rep)).toEqual([otherwise]);
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

describe("a settlement that does not succeed at once", () => {
  const may = at("2027-05-01T12:00:00Z");
  const minutes = (count: number) => new Date(may.getTime() + count * 60_000);
  const fail = (method: string, path: string) =>
    world.sandbox.failures.add({
      kind: "server_error_500",
      match: { method, path },
      times: null,
      delayMs: 0,
    });
  const pending = (rep: Rep) =>
    inTenant(rep.tenantId, (tx) =>
      tx.select().from(outboxMessages).where(eq(outboxMessages.state, "pending")),
    );
  const attempt = async (rep: Rep) => {
    for (const { tenantId, id } of await pending(rep))
      await processMessage(await world.asSystem(), { tenantId, messageId: id });
  };
  const running = async (rep: Rep) => {
    const { data } = await world.stripe.subscriptions.list({ customer: await rep.customerId() });
    return data.map(({ metadata }) => metadata.choba_contract);
  };
  const credits = async (rep: Rep) => {
    const { data } = await world.stripe.invoiceItems.list({ customer: await rep.customerId() });
    return data.map(({ amount }) => amount);
  };

  let late: Rep;
  let refused: Rep;
  let long: Rep;
  beforeAll(async () => {
    await world.advanceTo(at("2027-04-16T12:00:00Z"));
    [late, refused, long] = [await Rep.arrive(world), await Rep.arrive(world), await Rep.arrive(world)];
    for (const rep of [late, refused, long]) await rep.agree("business");
    await world.advanceTo(minutes(-10));
    fail("DELETE", "/v1/subscriptions");
    for (const rep of [late, refused]) value(await rep.set("enterprise"));
    // As a final refusal closes it, with the old subscription still running.
    await inTenant(refused.tenantId, (tx) =>
      tx.update(outboxMessages).set({ state: "refused" }).where(eq(outboxMessages.state, "pending")),
    );
    await world.jumpTo(minutes(1));
    await attempt(late);
    world.sandbox.failures.clear();
    await world.settle();
  });

  test("a period that Stripe begins meanwhile is not charged, and what was paid before is credited", async () => {
    const contract = await inTenant(late.tenantId, (tx) => findRunningContract(tx, late.tenantId));
    expect(contract?.stripeProblem).toBeNull();
    expect(await running(late)).toEqual([contract?.id]);
    // 605 seconds of the 31 days of 12,000.
    expect(await credits(late)).toEqual([-3]);
    expect((await late.invoices()).map(({ status }) => status)).toEqual(["open", "void", "draft"]);
  });

  test("after a refusal, setting the license again ends what still runs", async () => {
    expect(await running(refused)).toHaveLength(1);
    await refused.agree("starter");
    const contract = await inTenant(refused.tenantId, (tx) => findRunningContract(tx, refused.tenantId));
    expect(await running(refused)).toEqual([contract?.id]);
    expect(await credits(refused)).toEqual([-3]);
  });

  test("a retry after a day gives nothing back twice, and makes no second last invoice", async () => {
    await world.advanceTo(at("2027-05-17T12:00:05Z"));
    fail("POST", "/v1/subscriptions");
    value(await long.set("enterprise", { startsAt: "2027-05-17T12:00:00Z" }));
    const given = await credits(long);
    expect(given).toEqual([-5_806]);
    await world.jumpTo(at("2027-05-18T13:00:00Z"));
    await world.forgetKeys();
    world.sandbox.failures.clear();
    await world.settle();
    expect(await credits(long)).toEqual(given);

    await world.advanceTo(at("2027-05-18T15:00:00Z"));
    fail("POST", "/v1/invoices/");
    value(await endContract(await long.ctx(), long.tenantId, { reason: "They close down" }));
    const invoices = (await long.invoices()).length;
    await world.jumpTo(at("2027-05-19T14:00:00Z"));
    await world.forgetKeys();
    world.sandbox.failures.clear();
    await world.settle();
    expect(await long.invoices()).toHaveLength(invoices);
  });
});
