import { expect, test } from "vitest";
import { blank } from "@/lib/domain/catalog/blank";
import type { PlanDefinition } from "@/lib/domain/catalog/plan";
import { pricesOf } from "./prices-of-usage";

const definition: PlanDefinition = {
  name: { en: "Team", ja: "チーム" },
  summary: { en: "", ja: "" },
  features: [],
  currency: "JPY",
  limits: { registeredRps: null, registeredUsers: null },
  components: [
    { ...blank.seats("seats"), included: 3 },
    {
      ...blank.usage("calls", "api_calls"),
      includedPerSeat: "100",
      price: { model: "per_unit", unitAmountMinor: "2", per: "1" },
    },
  ],
};

test("an allowance per seat counts the seats that were agreed, and else those that the plan includes", () => {
  const [agreed] = pricesOf({ definition, interval: "month", seats: 12 }, "api_calls", "1300");
  expect(agreed).toMatchObject({ allowance: "1200", beyond: "100", amountMinor: "200" });
  const [unsaid] = pricesOf({ definition, interval: "month", seats: null }, "api_calls", "1300");
  expect(unsaid).toMatchObject({ allowance: "300", beyond: "1000", amountMinor: "2000" });
});
