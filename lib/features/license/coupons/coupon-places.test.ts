import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { couponRedemptions, coupons } from "@/drizzle/schema";
import { newId } from "@/lib/db/ids";
import { acrossTenants, inTenant } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import { asSystem, makeTenant, type TestTenant, testNow } from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";
import { releasePlace, takePlace } from "./coupon-places";
import { redeemCoupon } from "./redeem-coupon";

useDatabase();

async function makeCoupon(maximumUses: number | null): Promise<Id<"coupon">> {
  const id = newId("coupon");
  await acrossTenants((tx) =>
    tx.insert(coupons).values({
      id,
      code: id.toUpperCase(),
      name: { en: "Welcome", ja: "ようこそ割引" },
      value: { type: "percent", percent: "10" },
      plans: [],
      months: null,
      oncePerTenant: true,
      maximumUses,
      createdAt: testNow,
    }),
  );
  return id;
}
const used = async (id: Id<"coupon">) => {
  const [row] = await acrossTenants((tx) => tx.select().from(coupons).where(eq(coupons.id, id)));
  return row?.used;
};

test("of many who want a place at once, as many get one as there are", async () => {
  const id = await makeCoupon(3);
  const tenants: TestTenant[] = [];
  for (let index = 0; index < 20; index++) tenants.push(await makeTenant());
  const answers = await Promise.allSettled(
    tenants.map((tenant) => inTenant(tenant.id, (tx) => takePlace(tx, id))),
  );
  expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(3);
  expect(await used(id)).toBe(3);
  const [one] = tenants;
  if (!one) throw new Error("there are tenants");
  await inTenant(one.id, (tx) => releasePlace(tx, id));
  await inTenant(one.id, (tx) => takePlace(tx, id));
  await expect(inTenant(one.id, (tx) => takePlace(tx, id))).rejects.toThrow("invalid_input");
});

test("a place that is taken in a transaction that fails is free again", async () => {
  const id = await makeCoupon(1);
  const { id: tenantId } = await makeTenant();
  const failing = inTenant(tenantId, async (tx) => {
    await takePlace(tx, id);
    throw new Error("the rest of it failed");
  });
  await expect(failing).rejects.toThrow("the rest of it failed");
  expect(await used(id)).toBe(0);
});

test("a tenant's transaction counts, but changes no coupon, and sees its own redemptions only", async () => {
  const id = await makeCoupon(null);
  const [mine, other] = [await makeTenant(), await makeTenant()];
  await expect(
    inTenant(mine.id, (tx) => tx.update(coupons).set({ maximumUses: 9 }).where(eq(coupons.id, id))),
  ).rejects.toThrow();
  const redeem = (tenantId: Id<"tenant">) =>
    inTenant(tenantId, (tx) =>
      redeemCoupon(tx, asSystem(), {
        tenantId,
        orderId: newId("order"),
        couponId: id,
        day: "2026-11-20",
      }),
    );
  await redeem(mine.id);
  await redeem(other.id);
  const seen = await inTenant(mine.id, (tx) => tx.select().from(couponRedemptions));
  expect(seen.map(({ tenantId }) => tenantId)).toEqual([mine.id]);
  // Once per tenant is held by the database too.
  await expect(redeem(mine.id)).rejects.toThrow();
});
