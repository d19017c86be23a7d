import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { demoPlans } from "@/demo/plans";
import { licenseTerms, recurringRevenue, sentMails } from "@/drizzle/schema";
import { acrossTenants, inTenant } from "@/lib/db/transaction";
import { planOptions } from "@/lib/features/billing/dashboard/plan-options";
import { createCoupon } from "@/lib/features/catalog/coupons/create-coupon";
import { publishPlan } from "@/lib/features/catalog/plans/publication/publish-plan";
import { readEntitlements } from "@/lib/features/license/entitlements/read-entitlements";
import { resumeRenewal, stopRenewal } from "@/lib/features/license/renewal/change-renewal";
import { Buyer, value } from "../support/buyer";
import { createWorld, type World } from "../support/world";

/*
 * A trial on the moving clock: the card is taken, nothing is charged, and at the local midnight of its end the license is
 * paid, or falls to Free. Bought on 16 November 2026 at noon in Tokyo, when it is still 15 November in Los Angeles.
 * Starter (¥5,000) and Business (¥12,000) can be tried for ten days, Enterprise cannot. All sums are worked out by hand.
 */
const at = (text: string) => new Date(text);
const visa = { number: "4242424242424242", expMonth: 12, expYear: 2030 };

let world: World;
beforeEach(async () => {
  world = await createWorld(at("2026-11-16T03:00:05Z"));
  for (const plan of demoPlans)
    if (plan.key === "starter" || plan.key === "business")
      await publishPlan(await world.asSystem(), {
        ...plan,
        definition: { ...plan.definition, trialDays: 10 },
      });
});
afterEach(() => world?.close());

const license = async (buyer: Buyer) => (await buyer.look()).license;

async function leaveCard(buyer: Buyer): Promise<void> {
  const { order } = await buyer.look();
  const id = /cs_[A-Za-z0-9_]+/.exec(order?.goTo ?? "")?.[0];
  if (!id) throw new Error(`no session in ${order?.goTo}`);
  await world.sandbox.operations.completeSession(id, visa);
  await world.settle();
}

async function invoiceLines(buyer: Buyer) {
  const { data } = await world.stripe.invoices.list({ customer: await buyer.customerId(), limit: 20 });
  return data.reverse().map(({ status, lines }) => ({
    status,
    lines: lines.data.map(({ description, amount }) => [description, amount]),
  }));
}

/** The subjects of the mails about licenses, oldest first. */
const subjects = async () =>
  (await acrossTenants((tx) => tx.select().from(sentMails).orderBy(sentMails.seq))).map(
    ({ subject }) => subject,
  );

const stop = async (buyer: Buyer) => value(await stopRenewal(await buyer.ctx(), buyer.tenantId, {}));
const resume = async (buyer: Buyer) => value(await resumeRenewal(await buyer.ctx(), buyer.tenantId, {}));

describe("a trial that becomes paid", () => {
  test("takes the card, charges nothing, tells of its end three days before, and then collects like a renewal", async () => {
    const buyer = await Buyer.withCard(world, null);
    const preview = await buyer.preview("starter");
    expect(preview).toMatchObject({ kind: "purchase", trialEnd: "2026-11-26", noTrial: null });
    expect(preview.promise).toMatchObject({ lines: [], dueNowMinor: "0" });
    // 26 to 30 November: ¥5,000 × 5/30 = ¥833.
    expect(preview.next).toMatchObject({ on: "2026-11-26", totalMinor: "833" });
    expect(value(await buyer.confirm(preview))).toMatchObject({ outcome: "ordered", state: "awaiting_card" });
    await world.settle();
    expect(await license(buyer)).toMatchObject({ isFree: true });
    const [session] = (await world.stripe.checkout.sessions.list({ limit: 1 })).data;
    expect(session?.custom_text.submit?.message).toBe(
      "Nothing is charged now. On November 26, 2026, ¥833 is charged for Starter. If you cancel before that day, nothing is ever charged.",
    );
    await leaveCard(buyer);

    expect(await buyer.look()).toMatchObject({
      order: null,
      paymentAccount: { hasPaymentMethod: true },
      license: {
        planKey: "starter",
        state: "trial",
        trialEnd: "2026-11-25T15:00:00.000Z",
        periodStart: "2026-11-15T15:00:00.000Z",
        periodEnd: "2026-11-25T15:00:00.000Z",
        limits: { monthlyActiveUsers: 1000 },
      },
      afterTrial: { planName: { en: "Starter" }, charge: { on: "2026-11-26", totalMinor: "833" } },
    });
    expect(value(await readEntitlements(await buyer.ctx(), buyer.tenantId, {})).license.state).toBe("trial");
    expect([await buyer.charges(), await buyer.subscriptions()]).toEqual([[], 0]);

    await world.advanceTo(at("2026-11-22T14:00:00Z"));
    expect(await subjects()).toEqual(["Your trial of Starter has begun"]);
    await world.advanceTo(at("2026-11-25T14:59:00Z"));
    expect(await subjects()).toEqual([
      "Your trial of Starter has begun",
      "Your trial of Starter ends in three days",
    ]);
    expect([(await license(buyer)).state, await buyer.charges()]).toEqual(["trial", []]);

    await world.advanceTo(at("2026-11-25T15:00:00Z"));
    expect(await license(buyer)).toMatchObject({
      planKey: "starter",
      state: "active",
      trialEnd: null,
      periodEnd: "2026-11-30T15:00:00.000Z",
    });
    expect(await invoiceLines(buyer)).toEqual([
      { status: "paid", lines: [["Starter: Base fee (¥5,000), Nov 26 – 30, 2026, 5 of 30 days", 833]] },
    ]);
    expect(await buyer.subscriptions()).toBe(1);
    await world.advanceTo(at("2026-12-01T03:00:00Z"));
    expect(await buyer.charges()).toEqual([833, 5000]);
    // Each payment is thanked for once, however often its invoice is read.
    expect((await subjects()).slice(2)).toEqual([
      "Thank you for your payment of ¥833",
      "Thank you for your payment of ¥5,000",
    ]);
  });

  test("in Los Angeles ends at the midnight there, and its days bring nothing in", async () => {
    const buyer = await Buyer.withCard(world, "pm_card_visa", "America/Los_Angeles");
    expect(await buyer.change("starter")).toMatchObject({ outcome: "ordered", state: "done" });
    expect(await license(buyer)).toMatchObject({ state: "trial", trialEnd: "2026-11-25T08:00:00.000Z" });
    await world.advanceTo(at("2026-11-25T07:59:00Z"));
    expect([(await license(buyer)).state, await buyer.charges()]).toEqual(["trial", []]);
    await world.advanceTo(at("2026-11-25T08:00:00Z"));
    // 25 to 30 November: ¥5,000 × 6/30.
    expect(await buyer.charges()).toEqual([1000]);
    const own = eq(licenseTerms.tenantId, buyer.tenantId);
    const terms = await inTenant(buyer.tenantId, (tx) =>
      tx.select().from(licenseTerms).where(own).orderBy(licenseTerms.startsAt),
    );
    expect(terms.map(({ startsAt, trialEnd }) => [startsAt, trialEnd])).toEqual([
      [at("2026-11-15T08:00:00Z"), at("2026-11-25T08:00:00Z")],
      [at("2026-11-25T08:00:00Z"), null],
    ]);
    const revenue = await acrossTenants((tx) =>
      tx.select().from(recurringRevenue).where(eq(recurringRevenue.tenantId, buyer.tenantId)),
    );
    expect(revenue).toMatchObject([{ startsAt: at("2026-11-25T08:00:00Z"), monthlyMinor: 5000n }]);
  });

  test("a yearly license begins its year when the trial ends", async () => {
    const buyer = await Buyer.withCard(world);
    const preview = await buyer.preview("starter", "year");
    expect(preview.next).toMatchObject({ on: "2026-11-26", totalMinor: "50000" });
    await buyer.change("starter", "year");
    await world.advanceTo(at("2026-11-26T03:00:00Z"));
    expect(await license(buyer)).toMatchObject({ state: "active", periodEnd: "2027-11-25T15:00:00.000Z" });
    expect(await buyer.charges()).toEqual([50000]);
  });

  test("a coupon lowers the months that are paid, not the trial", async () => {
    const buyer = await Buyer.withCard(world);
    value(
      await createCoupon(await world.asSystem(), {
        code: "HALF-2",
        name: { en: "Half", ja: "半額" },
        value: { type: "percent", percent: "50" },
        months: 2,
        oncePerTenant: true,
        firstDay: null,
        lastDay: null,
        maximumUses: null,
      }),
    );
    const preview = await buyer.preview("starter", "month", { couponCode: "HALF-2" });
    // Half of ¥833, rounded half up, is ¥417 off.
    expect(preview.next?.totalMinor).toBe("416");
    await buyer.change("starter", "month", { couponCode: "HALF-2" });
    expect((await buyer.look()).coupons).toMatchObject([{ code: "HALF-2", lastDay: "2026-12-31" }]);
    await world.advanceTo(at("2027-01-02T03:00:00Z"));
    expect(await buyer.charges()).toEqual([416, 2500, 5000]);
  });

  test("a card that is left after midnight begins the trial that was shown", async () => {
    await world.advanceTo(at("2026-11-16T13:00:00Z"));
    const buyer = await Buyer.withCard(world, null);
    await buyer.change("starter");
    await world.advanceTo(at("2026-11-16T16:00:00Z"));
    await leaveCard(buyer);
    expect(await license(buyer)).toMatchObject({ state: "trial", trialEnd: "2026-11-25T15:00:00.000Z" });
  });
});

describe("declined when it ends", () => {
  test("the license stays and is past due; with another card it is paid, and goes on", async () => {
    const buyer = await Buyer.withCard(world, "pm_card_chargeCustomerFail");
    await buyer.change("starter");
    await world.advanceTo(at("2026-11-25T16:00:00Z"));
    const behind = await license(buyer);
    expect(behind).toMatchObject({ planKey: "starter", state: "payment_failed", trialEnd: null });
    expect([await buyer.charges(), (await subjects()).at(-1)]).toEqual([
      [],
      expect.stringMatching(/^A payment for .* needs you$/),
    ]);
    await buyer.putCard("pm_card_visa");
    await world.settle();
    expect(await license(buyer)).toMatchObject({ planKey: "starter", state: "active", dueInvoiceUrl: null });
    await world.advanceTo(at("2026-12-01T03:00:00Z"));
    expect(await buyer.charges()).toEqual([833, 5000]);
  });
});

describe("declined, and tried again by itself", () => {
  const needsYou = async () => (await subjects()).filter((subject) => subject.endsWith("needs you")).length;

  test("after 1, 3, 5, 7 and 14 days, each time with a mail; with another card it is paid", async () => {
    const buyer = await Buyer.withCard(world, "pm_card_chargeCustomerFail");
    await buyer.change("starter");
    await world.advanceTo(at("2026-11-28T14:00:00Z"), 1);
    // On 26 November, when it was due, and on the 27th.
    expect([await needsYou(), (await license(buyer)).state]).toEqual([2, "payment_failed"]);
    await buyer.putCard("pm_card_visa");
    await world.advanceTo(at("2026-11-28T16:00:00Z"), 1);
    expect([(await license(buyer)).state, await buyer.charges()]).toEqual(["active", [833]]);
  });

  test("an outage of days is followed by one attempt, not by all that it held up", async () => {
    const buyer = await Buyer.withCard(world, "pm_card_chargeCustomerFail");
    await buyer.change("starter");
    await world.advanceTo(at("2026-11-25T16:00:00Z"));
    await world.jumpTo(at("2026-11-30T14:00:00Z"));
    await world.settle();
    await world.settle();
    expect(await needsYou()).toBe(2);
  });
});

describe("cancelled", () => {
  test("it ends in Free when the trial ends, without a charge and without a reminder", async () => {
    const buyer = await Buyer.withCard(world);
    await buyer.change("starter");
    await stop(buyer);
    expect(await buyer.look()).toMatchObject({
      license: { planKey: "starter", state: "renewal_stopped", trialEnd: "2026-11-25T15:00:00.000Z" },
      afterTrial: null,
    });
    await world.advanceTo(at("2026-11-26T03:00:00Z"));
    expect(await license(buyer)).toMatchObject({
      isFree: true,
      trialEnd: null,
      ended: { planName: { en: "Starter" } },
    });
    expect([await buyer.charges(), await buyer.subscriptions()]).toEqual([[], 0]);
    expect(await subjects()).toEqual(["Your trial of Starter has begun", "Your Starter license has ended"]);
  });

  test("and taken back, it becomes paid as before", async () => {
    const buyer = await Buyer.withCard(world);
    await buyer.change("starter");
    await stop(buyer);
    await world.advanceTo(at("2026-11-24T03:00:00Z"));
    await resume(buyer);
    await world.advanceTo(at("2026-11-26T03:00:00Z"));
    expect(await buyer.charges()).toEqual([833]);
  });
});

describe("once for each plan", () => {
  test("who tried it pays at once, and is told why", async () => {
    const buyer = await Buyer.withCard(world);
    await buyer.change("starter");
    await stop(buyer);
    await world.advanceTo(at("2026-12-01T03:00:00Z"));
    const preview = await buyer.preview("starter");
    expect(preview).toMatchObject({ trialEnd: null, noTrial: "had_trial", promise: { dueNowMinor: "5000" } });
    const { plans } = value(await planOptions(await buyer.ctx(), buyer.tenantId, {}));
    const trials = plans.map(({ planKey, trial }) => [planKey, trial]);
    expect(trials).toContainEqual(["starter", { refused: "had_trial" }]);
    expect(trials).toContainEqual(["business", { days: 10, firstPaidOn: "2026-12-11" }]);
    await buyer.change("starter");
    expect([(await license(buyer)).state, await buyer.charges()]).toEqual(["active", [5000]]);
  });

  test("who paid for it before gets none either; whoever pays for another plan is not offered one", async () => {
    const buyer = await Buyer.withCard(world);
    await buyer.change("starter");
    await world.advanceTo(at("2026-11-26T03:00:00Z"));
    expect(await buyer.preview("business")).toMatchObject({ trialEnd: null, noTrial: null });
    await stop(buyer);
    await world.advanceTo(at("2026-12-01T03:00:00Z"));
    expect(await buyer.preview("starter")).toMatchObject({ trialEnd: null, noTrial: "had_license" });
  });
});

describe("changed during the trial", () => {
  test("more is free and at once, keeps the end, and is what is charged then", async () => {
    const buyer = await Buyer.withCard(world);
    await buyer.change("starter");
    await world.advanceTo(at("2026-11-20T03:00:00Z"));
    const preview = await buyer.preview("business");
    expect(preview).toMatchObject({ kind: "upgrade", trialEnd: "2026-11-26", promise: { dueNowMinor: "0" } });
    // 26 to 30 November: ¥12,000 × 5/30.
    expect(preview.next?.totalMinor).toBe("2000");
    await buyer.change("business");
    expect(await license(buyer)).toMatchObject({
      planKey: "business",
      state: "trial",
      periodStart: "2026-11-15T15:00:00.000Z",
      trialEnd: "2026-11-25T15:00:00.000Z",
    });
    await world.advanceTo(at("2026-11-26T03:00:00Z"));
    expect(await buyer.charges()).toEqual([2000]);
  });

  test("less is reserved for the end of the trial", async () => {
    const buyer = await Buyer.withCard(world);
    await buyer.change("business");
    const preview = await buyer.preview("starter");
    expect(preview).toMatchObject({ kind: "downgrade", effectiveOn: "2026-11-26", promise: null });
    expect(await buyer.change("starter")).toEqual({ outcome: "reserved" });
    expect(await buyer.look()).toMatchObject({
      license: { planKey: "business", state: "trial" },
      reservation: { effectiveAt: "2026-11-25T15:00:00.000Z" },
      afterTrial: { planName: { en: "Starter" }, charge: { totalMinor: "833" } },
    });
    await world.advanceTo(at("2026-11-26T03:00:00Z"));
    expect(await buyer.look()).toMatchObject({
      license: { planKey: "starter", state: "active" },
      reservation: null,
    });
    expect(await buyer.charges()).toEqual([833]);
  });

  test("a plan without a trial is paid from today on, and the trial ends with it", async () => {
    const buyer = await Buyer.withCard(world);
    await buyer.change("starter");
    const preview = await buyer.preview("enterprise");
    expect(preview).toMatchObject({ kind: "upgrade", trialEnd: null, noTrial: "ends_now" });
    const due = Number(preview.promise?.dueNowMinor);
    expect(preview.promise?.lines).toMatchObject([{ kind: "charge", part: { days: 15, of: 30 } }]);
    await buyer.change("enterprise");
    expect(await license(buyer)).toMatchObject({
      planKey: "enterprise",
      state: "active",
      trialEnd: null,
      periodStart: "2026-11-15T15:00:00.000Z",
      periodEnd: "2026-11-30T15:00:00.000Z",
    });
    expect([await buyer.charges(), await buyer.subscriptions()]).toEqual([[due], 1]);
  });

  test("monthly becomes yearly without a charge, and begins its year at the end", async () => {
    const buyer = await Buyer.withCard(world);
    await buyer.change("starter");
    await buyer.change("starter", "year");
    expect(await license(buyer)).toMatchObject({ interval: "year", state: "trial" });
    await world.advanceTo(at("2026-11-26T03:00:00Z"));
    expect(await buyer.charges()).toEqual([50000]);
  });
});
