import { expect, test } from "vitest";
import { backOffice } from "@/lib/features/foundation/context/back-office";
import type { InputOf } from "@/lib/features/foundation/use-case/use-case";
import {
  asKey,
  asSystem,
  asUser,
  auditedActions,
  makePlan,
  makeTenant,
  makeUser,
} from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";
import { archiveCoupon } from "./archive-coupon";
import { couponUses } from "./coupon-uses";
import { createCoupon } from "./create-coupon";
import { listCoupons } from "./list-coupons";
import { updateCoupon } from "./update-coupon";

useDatabase();

type Fields = Omit<InputOf<typeof createCoupon>, "code">;
const fields: Fields = {
  name: { en: "Welcome", ja: "ようこそ割引" },
  value: { type: "percent", percent: "10.0" },
  months: 3,
  oncePerTenant: true,
  firstDay: "2026-11-01",
  lastDay: "2026-12-31",
  maximumUses: 100,
};
const look = async (code: string) => {
  const answer = await listCoupons(asSystem(), {});
  return answer.ok ? answer.value.find((coupon) => coupon.code === code) : undefined;
};
const problemsOf = async (code: string, more: Partial<Fields> = {}) => {
  const answer = await createCoupon(asSystem(), { code, ...fields, ...more });
  return answer.ok ? [] : (answer.refusal.fields ?? []).map(({ field, rule }) => `${field} ${rule}`);
};

test("a coupon is made once by its code, whatever its case, changed, archived and brought back", async () => {
  expect(await createCoupon(asSystem(), { code: "welcome-10", ...fields })).toMatchObject({ ok: true });
  expect(await problemsOf("Ｗelcome-10")).toEqual(["code key_taken"]);
  expect(await look("WELCOME-10")).toMatchObject({
    value: { type: "percent", percent: "10" },
    plans: [],
    components: null,
    redemptions: 0,
    openOrders: 0,
  });
  const { id } = (await look("WELCOME-10")) ?? { id: "" };
  const wider = { ...fields, lastDay: null, value: { type: "percent" as const, percent: "20" } };
  expect(await updateCoupon(asSystem(), { id, ...wider })).toMatchObject({ ok: true });
  expect(await look("WELCOME-10")).toMatchObject({ lastDay: null, value: { percent: "20" } });
  for (const archived of [true, true, false]) {
    expect(await archiveCoupon(asSystem(), { id, archived })).toMatchObject({ ok: true });
    expect((await look("WELCOME-10"))?.archivedAt !== null).toBe(archived);
  }
  const written = (await auditedActions(backOffice)).filter((action) => action.startsWith("coupon."));
  expect(written).toEqual(["coupon.create", "coupon.change", "coupon.archive", "coupon.restore"]);
});

test("a coupon that could take nothing off is refused by field", async () => {
  await makePlan({ key: "starter", rank: 1 });
  expect(await problemsOf("ab")).toEqual(["code coupon_code_form"]);
  expect(await problemsOf("NOTHING", { value: { type: "percent", percent: "0" } })).toEqual([
    "value.percent not_positive",
  ]);
  expect(await problemsOf("MORE", { value: { type: "percent", percent: "100.1" } })).toEqual([
    "value.percent percent",
  ]);
  const amount = (amountMinor: string, currency: string): Partial<Fields> => ({
    value: { type: "amount", amountMinor, currency },
  });
  expect(await problemsOf("ZERO", amount("0", "JPY"))).toEqual(["value.amountMinor not_positive"]);
  expect(await problemsOf("LESS", amount("-5", "JPY"))).toEqual(["value.amountMinor format"]);
  expect(await problemsOf("NOWHERE", amount("5", "ABC"))).toEqual(["value.currency not_offered"]);
  expect(await problemsOf("NEVER", { lastDay: "2026-10-31" })).toEqual(["lastDay before_start"]);
  expect(await problemsOf("NO-DAY", { lastDay: "2026-02-30" })).toEqual(["lastDay not_a_day"]);
  expect(await problemsOf("NO-MONTH", { months: 0 })).toEqual(["months too_small"]);
  expect(await problemsOf("NO-PLAN", { plans: ["starter", "unknown"] })).toEqual(["plans no_such_plan"]);
  expect(await problemsOf("OF-STARTER", { plans: ["starter"] })).toEqual([]);
});

test("staff read them and administrators write them; a tenant knows nothing of them", async () => {
  const { id } = (await look("WELCOME-10")) ?? { id: "" };
  const support = asUser(await makeUser("support"), "support");
  const owner = asUser((await makeTenant()).ownerId);
  const forbidden = { ok: false, refusal: { code: "forbidden" } };
  expect((await listCoupons(support, {})).ok).toBe(true);
  expect(await couponUses(support, { id })).toEqual({ ok: true, value: [] });
  for (const ctx of [owner, asKey(["read", "manage"])]) {
    expect(await listCoupons(ctx, {})).toMatchObject(forbidden);
    expect(await couponUses(ctx, { id })).toMatchObject(forbidden);
  }
  for (const ctx of [owner, support, asKey(["manage"])]) {
    expect(await createCoupon(ctx, { code: "MINE", ...fields })).toMatchObject(forbidden);
    expect(await updateCoupon(ctx, { id, ...fields })).toMatchObject(forbidden);
    expect(await archiveCoupon(ctx, { id })).toMatchObject(forbidden);
  }
  const nowhere = { refusal: { code: "not_found" } };
  expect(await updateCoupon(asSystem(), { id: "cpn_00000000", ...fields })).toMatchObject(nowhere);
  expect(await archiveCoupon(asSystem(), { id: "cpn_00000000" })).toMatchObject(nowhere);
  expect(await couponUses(asSystem(), { id: "cpn_00000000" })).toMatchObject(nowhere);
});
