import { resumeRenewal, stopRenewal } from "@/lib/features/license/renewal/change-renewal";
import { type Buyer, value } from "../../support/buyer";
import { base, byMonth, feature, onDemand, planOf } from "./components";
import { halfUp, playModel } from "./play-model";

/*
 * Model 7: a retainer of $199 a month with a price list for work on request. Faster answers are added on the 11th of the
 * second month, the renewal is stopped on the 20th and resumed, and stopped for good on the 11th of the third month.
 */
const retainer = planOf("Retainer", [
  base(byMonth("19900")),
  feature("sla", "Answers within an hour", "10000"),
  onDemand("consulting", "Consulting", "15000", "5"),
  onDemand("development", "Development", "20000"),
]);

const stop = async (buyer: Buyer) => value(await stopRenewal(await buyer.ctx(), buyer.tenantId, {}));
const resume = async (buyer: Buyer) => value(await resumeRenewal(await buyer.ctx(), buyer.tenantId, {}));

playModel(7, {
  plans: [{ key: "retainer", rank: 11, definition: retainer }],
  course: ({ buysOn, moreOn, lessOn, laterOn }) => [
    { on: buysOn, act: (buyer) => buyer.change("retainer") },
    { on: moreOn, act: (buyer) => buyer.change("retainer", "month", { addons: { sla: "1" } }) },
    { on: lessOn, act: stop },
    { on: lessOn, act: resume },
    { on: laterOn, act: stop },
  ],
  invoices: ({ buysOn, first, second, moreOn, rest, third }) => [
    {
      on: buysOn,
      lines: [[`Retainer: Base fee ($199.00), ${first.text}`, halfUp(19_900n * first.left, first.of)]],
    },
    { on: second.from, lines: [[`Retainer: Base fee ($199.00), ${second.text}`, 19_900n]] },
    {
      on: moreOn,
      lines: [
        [`Retainer: Answers within an hour ($100.00), ${rest.text}`, halfUp(10_000n * rest.left, rest.of)],
      ],
    },
    {
      on: third.from,
      lines: [
        [`Retainer: Base fee ($199.00), ${third.text}`, 19_900n],
        [`Retainer: Answers within an hour ($100.00), ${third.text}`, 10_000n],
      ],
    },
  ],
  totals: {
    // 10,000 × 18/28 = 6,428.6.
    "on the 1st": [19_900n, 19_900n, 6429n, 29_900n],
    // 19,900 × 17/31 = 10,912.9.
    "in mid-month": [10_913n, 19_900n, 6429n, 29_900n],
    // 19,900 ÷ 31 = 641.9.
    "on the 31st": [642n, 19_900n, 6429n, 29_900n],
    // 19,900 ÷ 28 = 710.7; 10,000 × 21/31 = 6,774.2.
    "on 28 February": [711n, 19_900n, 6774n, 29_900n],
    // 19,900 ÷ 29 = 686.2.
    "on 29 February": [686n, 19_900n, 6774n, 29_900n],
  },
  holds: { planKey: "retainer", renewsAtMinor: null },
});
