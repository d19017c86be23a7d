import { expect, test } from "vitest";
import type { CouponView } from "@/lib/features/catalog/coupons/list-coupons";
import { couponInput } from "./coupon-input";

const typed =
  (fields: Record<string, string>) =>
  (name: string): string =>
    fields[name] ?? "";

test("what is typed becomes a coupon; what is empty has no limit", () => {
  const input = couponInput(
    typed({
      "name.en": "Welcome",
      "name.ja": "割引",
      "value.type": "amount",
      "value.amountMinor": "１,000",
      "value.currency": "JPY",
      "plan.starter": "on",
      months: "3",
      components: "base、 seats",
    }),
    null,
    ["starter", "business"],
  );
  expect(input).toEqual({
    name: { en: "Welcome", ja: "割引" },
    value: { type: "amount", amountMinor: "1000", currency: "JPY" },
    plans: ["starter"],
    components: ["base", "seats"],
    months: 3,
    oncePerTenant: false,
    firstDay: null,
    lastDay: null,
    maximumUses: null,
  });
});

test("of a coupon in use the form's disabled fields send nothing, so its terms stay", () => {
  const coupon: CouponView = {
    id: "cpn_00000000",
    code: "WELCOME",
    name: { en: "Welcome", ja: "割引" },
    value: { type: "percent", percent: "10" },
    plans: ["starter"],
    components: null,
    months: 3,
    oncePerTenant: true,
    firstDay: "2026-11-01",
    lastDay: null,
    redemptions: 0,
    openOrders: 1,
    maximumUses: null,
    archivedAt: null,
  };
  const input = couponInput(typed({ lastDay: "2026-12-31", maximumUses: "many" }), coupon, ["starter"]);
  expect(input).toMatchObject({
    value: { type: "percent", percent: "10" },
    plans: ["starter"],
    months: 3,
    oncePerTenant: true,
    firstDay: "2026-11-01",
    lastDay: "2026-12-31",
    // No number: the use-case refuses it by field.
    maximumUses: 0,
  });
});
