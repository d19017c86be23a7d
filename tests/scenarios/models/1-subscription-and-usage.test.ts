import { apiCalls, base, byMonth, planOf } from "./components";
import { halfUp, playModel } from "./play-model";

/*
 * Model 1: Pro for $49 a month or $490 a year, 10,000 API calls included. Bought by the month, made yearly on the 11th of
 * the second month, and monthly again from the anniversary: the third month has no invoice.
 */
const pro = planOf("Pro", [base(byMonth("4900", "49000")), apiCalls("0.5", { included: "10000" })]);

playModel(1, {
  plans: [{ key: "pro", rank: 11, definition: pro }],
  course: ({ buysOn, moreOn, lessOn }) => [
    { on: buysOn, act: (buyer) => buyer.change("pro") },
    { on: moreOn, act: (buyer) => buyer.change("pro", "year") },
    { on: lessOn, act: (buyer) => buyer.change("pro", "month") },
  ],
  invoices: ({ buysOn, first, second, moreOn, rest, year }) => [
    { on: buysOn, lines: [[`Pro: Base fee ($49.00), ${first.text}`, halfUp(4900n * first.left, first.of)]] },
    { on: second.from, lines: [[`Pro: Base fee ($49.00), ${second.text}`, 4900n]] },
    {
      on: moreOn,
      lines: [
        [`Unused days of Pro: Base fee ($49.00), ${rest.text}`, -halfUp(4900n * rest.left, rest.of)],
        [`Pro: Base fee ($490.00), ${year.text}`, 49_000n],
      ],
    },
  ],
  totals: {
    // 4,900 × 18/28 = 3,150: 49,000 − 3,150.
    "on the 1st": [4900n, 4900n, 45_850n],
    // 4,900 × 17/31 = 2,687.1.
    "in mid-month": [2687n, 4900n, 45_850n],
    // 4,900 ÷ 31 = 158.06.
    "on the 31st": [158n, 4900n, 45_850n],
    // 4,900 ÷ 28 = 175; 4,900 × 21/31 = 3,319.35.
    "on 28 February": [175n, 4900n, 45_681n],
    // 4,900 ÷ 29 = 168.97.
    "on 29 February": [169n, 4900n, 45_681n],
  },
  holds: { planKey: "pro", renewsAtMinor: 49_000n },
});
