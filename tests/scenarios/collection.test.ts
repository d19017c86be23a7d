import { and, eq } from "drizzle-orm";
import { afterEach, expect, test } from "vitest";
import { charges, licenses, outboxMessages } from "@/drizzle/schema";
import { newId } from "@/lib/db/ids";
import { acrossTenants, inTenant } from "@/lib/db/transaction";
import { listSentMails } from "@/lib/features/foundation/mail/list-sent-mails";
import { retryDueCharges } from "@/lib/features/license/collection/collect-unpaid";
import { saveCollectionSettings } from "@/lib/features/license/collection/collection-settings";
import { readEntitlements } from "@/lib/features/license/entitlements/read-entitlements";
import { previewChange } from "@/lib/features/license/plan-change/preview-change";
import { register } from "@/lib/features/license/registrations/register";
import { Buyer, value } from "../support/buyer";
import { asKey } from "../support/factories";
import { createWorld, type World } from "../support/world";

/*
 * What could not be charged is tried again, told, and in the end the license does without. What is owed stays owed.
 * Tokyo.
 */
const at = (text: string) => new Date(text);
let world: World;
afterEach(() => world?.close());

/** A monthly license whose renewal on 1 January, for which no draft of Stripe's comes, is declined. */
async function declined(): Promise<Buyer> {
  world = await createWorld(at("2026-12-01T03:00:00Z"));
  const buyer = await Buyer.withCard(world);
  await buyer.change("starter");
  await world.advanceTo(at("2026-12-20T03:00:00Z"));
  await buyer.putCard("pm_card_chargeCustomerFail");
  const [subscription] = (await world.stripe.subscriptions.list({ customer: await buyer.customerId() })).data;
  // The draft does not come: Choba's own invoice is declined two hours later.
  await world.stripe.subscriptions.update(subscription?.id ?? "", {
    trial_end: at("2027-06-01T00:00:00Z").getTime() / 1000,
    proration_behavior: "none",
  });
  await world.settle();
  await world.advanceTo(at("2026-12-31T17:01:00Z"));
  return buyer;
}

async function theCharge(buyer: Buyer) {
  const rows = await inTenant(buyer.tenantId, (tx) =>
    tx.select().from(charges).where(eq(charges.tenantId, buyer.tenantId)),
  );
  const charge = rows.find(({ kind }) => kind === "renewal");
  if (!charge) throw new Error("a renewal was charged");
  return charge;
}
const license = async (buyer: Buyer) => {
  const own = eq(licenses.tenantId, buyer.tenantId);
  const [row] = await inTenant(buyer.tenantId, (tx) => tx.select().from(licenses).where(own));
  return row;
};
const failedMails = async () =>
  (await listSentMails(500)).filter(({ subject }) => /payment/i.test(subject)).length;

test("an invoice of our own is tried again on days 1, 3, 5, 7 and 14, and each failure is told", async () => {
  const buyer = await declined();
  expect((await buyer.look()).license.state).toBe("payment_failed");
  const failedAt = at("2026-12-31T17:00:00Z").getTime();
  const day = (charge: { nextRetryAt: Date | null }) =>
    charge.nextRetryAt && Math.round((charge.nextRetryAt.getTime() - failedAt) / 86_400_000);
  const seen: unknown[] = [];
  const before = await failedMails();
  for (const days of [0, 1, 3, 5, 7, 14]) {
    await world.advanceTo(new Date(failedAt + days * 86_400_000 + 120_000));
    const charge = await theCharge(buyer);
    seen.push([charge.retries, day(charge), (await failedMails()) - before]);
  }
  expect(seen).toEqual([
    [0, 1, 0],
    [1, 3, 1],
    [2, 5, 2],
    [3, 7, 3],
    [4, 14, 4],
    [5, null, 5],
  ]);
  expect(await buyer.charges()).toEqual([5000]);
});

test("another card is tried at once, and the license is paid again", async () => {
  const buyer = await declined();
  await world.advanceTo(at("2027-01-02T10:00:00Z"));
  await buyer.putCard("pm_card_visa");
  await world.settle();
  expect((await buyer.look()).license.state).toBe("active");
  expect(await buyer.charges()).toEqual([5000, 5000]);
  expect(await license(buyer)).toMatchObject({ payment: "paid", unpaidSince: null, dueInvoiceUrl: null });
  expect(await theCharge(buyer)).toMatchObject({ state: "paid", nextRetryAt: null });
});

test("after 21 days the license ends; the debt stays, and can still be paid", async () => {
  const buyer = await declined();
  const key = asKey(["read"], at("2027-01-06T16:00:00Z"));
  const standing = async (now: string) =>
    value(await readEntitlements({ ...key, now: at(now) }, buyer.tenantId, {})).unpaid?.allowancesAreLimits;
  // A week after the first failure, what is included becomes a limit.
  expect([await standing("2027-01-06T16:00:00Z"), await standing("2027-01-07T18:00:00Z")]).toEqual([
    false,
    true,
  ]);
  await world.advanceTo(at("2027-01-21T17:00:00Z"));
  expect((await buyer.look()).license.planKey).toBe("starter");
  await world.advanceTo(at("2027-01-21T17:02:00Z"));
  expect((await buyer.look()).license.planKey).toBe("free");
  expect(await theCharge(buyer)).toMatchObject({ state: "open", openMinor: 5000n });
  expect((await buyer.look()).debts).toMatchObject([{ remainingMinor: "5000", isOverdue: true }]);
  // Nothing is bought before it is paid.
  const wanted = { planKey: "starter", interval: "month" as const };
  expect(await previewChange(await buyer.ctx(), buyer.tenantId, wanted)).toMatchObject({
    refusal: { code: "payment_due" },
  });
  await buyer.putCard("pm_card_visa");
  await world.settle();
  expect(await theCharge(buyer)).toMatchObject({ state: "paid" });
  expect(await buyer.charges()).toEqual([5000, 5000]);
  expect((await buyer.look()).debts).toEqual([]);
  await buyer.preview("starter");
});

test("by setting it is suspended instead, until it is paid", async () => {
  const buyer = await declined();
  value(
    await saveCollectionSettings(await world.asSystem(), {
      retryDays: [2],
      limitAfterDays: null,
      endAfterDays: 5,
      atEnd: "suspended",
    }),
  );
  await world.advanceTo(at("2027-01-06T03:00:00Z"));
  expect(await license(buyer)).toMatchObject({ suspendedAt: expect.any(Date), interval: "month" });
  const key = asKey(["manage"], (await world.asSystem()).now);
  expect(value(await readEntitlements(key, buyer.tenantId, {}))).toMatchObject({
    unpaid: { isSuspended: true },
    mayRegister: { rp: false, user: false },
  });
  const user = { kind: "user" as const, externalId: "u-1" };
  expect(await register(key, buyer.tenantId, user)).toMatchObject({
    refusal: { code: "license_suspended" },
  });
  await buyer.putCard("pm_card_visa");
  await world.settle();
  expect(await license(buyer)).toMatchObject({ suspendedAt: null, payment: "paid" });
  expect(await register(key, buyer.tenantId, user)).toMatchObject({ ok: true });
});

test("days of retries must rise", async () => {
  world = await createWorld(at("2026-12-01T03:00:00Z"));
  const answer = await saveCollectionSettings(await world.asSystem(), {
    retryDays: [3, 3],
    limitAfterDays: 7,
    endAfterDays: 21,
    atEnd: "free",
  });
  expect(answer).toMatchObject({
    ok: false,
    refusal: { code: "invalid_input", fields: [{ field: "retryDays", rule: "days_not_ascending" }] },
  });
});

test("of two declined invoices each is tried once, however often the sweep looks meanwhile", async () => {
  const buyer = await declined();
  const { id: _id, stripeInvoiceId: _invoice, ...first } = await theCharge(buyer);
  const other = { ...first, id: newId("charge"), stripeInvoiceId: null };
  await inTenant(buyer.tenantId, (tx) => tx.insert(charges).values(other));
  const ctx = { ...(await world.asSystem()), now: at("2027-01-03T00:00:00Z") };
  for (let look = 0; look < 3; look++) await acrossTenants((tx) => retryDueCharges(tx, ctx, 10));
  const own = and(
    eq(outboxMessages.tenantId, buyer.tenantId),
    eq(outboxMessages.operation, "stripe.charge.retry"),
  );
  expect(await inTenant(buyer.tenantId, (tx) => tx.$count(outboxMessages, own))).toBe(2);
});
