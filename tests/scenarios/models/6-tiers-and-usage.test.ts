import { apiCalls, base, byMonth, planOf } from "./components";
import { halfUp, playModel } from "./play-model";

/*
 * Model 6: four tiers, each with its allowance and its price beyond it. Starter is bought, Pro comes on the 11th of the
 * second month, Starter again with the third, and Business on its 11th.
 */
const tier = (key: string, rank: number, name: string, month: string, unit: string, included: string) => ({
  key,
  rank,
  definition: planOf(name, [base(byMonth(month)), apiCalls(unit, { included })]),
});

playModel(6, {
  plans: [
    tier("tier-starter", 11, "Starter", "1900", "2", "1000"),
    tier("tier-pro", 12, "Pro", "7900", "1", "25000"),
    tier("tier-business", 13, "Business", "19900", "0.5", "100000"),
    tier("tier-enterprise", 14, "Enterprise", "49900", "0.2", "500000"),
  ],
  course: ({ buysOn, moreOn, lessOn, laterOn }) => [
    { on: buysOn, act: (buyer) => buyer.change("tier-starter") },
    { on: moreOn, act: (buyer) => buyer.change("tier-pro") },
    { on: lessOn, act: (buyer) => buyer.change("tier-starter") },
    { on: laterOn, act: (buyer) => buyer.change("tier-business") },
  ],
  invoices: ({ buysOn, first, second, moreOn, rest, third, laterOn, laterRest }) => [
    {
      on: buysOn,
      lines: [[`Starter: Base fee ($19.00), ${first.text}`, halfUp(1900n * first.left, first.of)]],
    },
    { on: second.from, lines: [[`Starter: Base fee ($19.00), ${second.text}`, 1900n]] },
    {
      on: moreOn,
      lines: [
        [`Unused days of Starter: Base fee ($19.00), ${rest.text}`, -halfUp(1900n * rest.left, rest.of)],
        [`Pro: Base fee ($79.00), ${rest.text}`, halfUp(7900n * rest.left, rest.of)],
      ],
    },
    { on: third.from, lines: [[`Starter: Base fee ($19.00), ${third.text}`, 1900n]] },
    {
      on: laterOn,
      lines: [
        [
          `Unused days of Starter: Base fee ($19.00), ${laterRest.text}`,
          -halfUp(1900n * laterRest.left, laterRest.of),
        ],
        [`Business: Base fee ($199.00), ${laterRest.text}`, halfUp(19_900n * laterRest.left, laterRest.of)],
      ],
    },
  ],
  totals: {
    // 5,079 (5,078.6) − 1,221 (1,221.4); 13,481 (13,480.6) − 1,287 (1,287.1).
    "on the 1st": [1900n, 1900n, 3858n, 1900n, 12_194n],
    // 1,900 × 17/31 = 1,041.9.
    "in mid-month": [1042n, 1900n, 3858n, 1900n, 12_194n],
    // 1,900 ÷ 31 = 61.3.
    "on the 31st": [61n, 1900n, 3858n, 1900n, 12_194n],
    // 1,900 ÷ 28 = 67.9; 5,352 (5,351.6) − 1,287 (1,287.1); 13,267 (13,266.7) − 1,267 (1,266.7).
    "on 28 February": [68n, 1900n, 4065n, 1900n, 12_000n],
    // 1,900 ÷ 29 = 65.5.
    "on 29 February": [66n, 1900n, 4065n, 1900n, 12_000n],
  },
  holds: { planKey: "tier-business", renewsAtMinor: 19_900n },
});
