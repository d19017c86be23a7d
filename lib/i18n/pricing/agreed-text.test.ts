import { expect, test } from "vitest";
import { blankPlan } from "@/lib/domain/catalog/blank";
import type { PlanDefinition } from "@/lib/domain/catalog/plan";
import { agreedChanges } from "@/lib/domain/contract/agreed-changes";
import { written } from "@/lib/domain/contract/negotiable-fields";
import { agreedTexts } from "./agreed-text";

const both = (en: string, ja: string) => ({ en, ja });
const plan: PlanDefinition = {
  ...blankPlan("JPY"),
  limits: { registeredRps: 5, registeredUsers: null },
  components: [
    {
      kind: "base",
      key: "base",
      name: both("Base fee", "基本料金"),
      amountMinor: { month: "12000", year: null },
    },
    {
      kind: "usage",
      key: "mau",
      name: both("Active users", "アクティブユーザー"),
      meter: "mau",
      unit: both("users", "ユーザー"),
      scale: null,
      included: "1000",
      includedPerSeat: "0",
      price: {
        model: "graduated",
        tiers: [
          { upTo: "5000", unitAmountMinor: "10", flatAmountMinor: "0" },
          { upTo: null, unitAmountMinor: "6", flatAmountMinor: "0" },
        ],
      },
      capMinor: "50000",
      minimumMinor: null,
    },
  ],
};
const changes = agreedChanges(
  plan,
  written(plan, {
    "components.0.amountMinor.month": "10000",
    "components.1.included": "3000",
    "components.1.price.tiers.1.unitAmountMinor": "4.5",
    "components.1.capMinor": "40000",
    "limits.registeredRps": null,
  }),
);

test("an agreed value is shown with the published one, in the reader's language", () => {
  expect(agreedTexts(changes, "JPY", "en")).toEqual([
    { label: "Base fee", value: "¥10,000/month instead of ¥12,000/month" },
    { label: "Active users, included", value: "3,000 users instead of 1,000 users" },
    { label: "Active users, from 5,001", value: "¥4.5 each instead of ¥6 each" },
    { label: "Active users, never more than", value: "¥40,000 instead of ¥50,000" },
    { label: "Registered RPs, at most", value: "no limit instead of 5" },
  ]);
  expect(agreedTexts(changes, "JPY", "ja").map(({ label, value }) => `${label}: ${value}`)).toEqual([
    "基本料金: 月額¥10,000（通常月額¥12,000）",
    "アクティブユーザー（込みの数量）: 3,000ユーザー（通常1,000ユーザー）",
    "アクティブユーザー（5,001以上の単価）: 1ユーザーあたり¥4.5（通常1ユーザーあたり¥6）",
    "アクティブユーザー（1か月の上限額）: ¥40,000（通常¥50,000）",
    "RPの登録数の上限: 上限なし（通常5）",
  ]);
});
