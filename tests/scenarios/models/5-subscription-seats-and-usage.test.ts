import { apiCalls, base, byMonth, planOf, seats } from "./components";
import { halfUp, playModel } from "./play-model";

/*
 * Model 5: $199 and $25 a user, by the month or for ten months' price by the year, and 8.5 % of tax on top. 20 users by the
 * month; on the 11th of the second month a year with 25 users begins; less is reserved for its anniversary; on the 11th
 * of the third month 5 more users come beside it.
 */
const platform = planOf("Platform", [
  base(byMonth("19900", "199000")),
  seats("Users", byMonth("2500", "25000"), 0),
  apiCalls("10", { included: "50000", per: "1000" }),
]);
const tax = (amount: bigint) => halfUp(amount * 85n, 1000n);

playModel(5, {
  plans: [{ key: "platform", rank: 11, definition: platform }],
  tax: { country: "US", percent: "8.5" },
  course: ({ buysOn, moreOn, lessOn, laterOn }) => [
    { on: buysOn, act: (buyer) => buyer.change("platform", "month", { seats: 20 }) },
    { on: moreOn, act: (buyer) => buyer.change("platform", "year", { seats: 25 }) },
    { on: lessOn, act: (buyer) => buyer.change("platform", "year", { seats: 10 }) },
    { on: laterOn, act: (buyer) => buyer.change("platform", "year", { seats: 30 }) },
  ],
  invoices({ buysOn, first, second, moreOn, rest, year, laterOn, yearRest }) {
    const firstBase = halfUp(19_900n * first.left, first.of);
    const firstUsers = halfUp(20n * 2500n * first.left, first.of);
    const unusedBase = halfUp(19_900n * rest.left, rest.of);
    const unusedUsers = halfUp(20n * 2500n * rest.left, rest.of);
    const unusedOfYear = halfUp(25n * 25_000n * yearRest.left, yearRest.of);
    const restOfYear = halfUp(30n * 25_000n * yearRest.left, yearRest.of);
    return [
      {
        on: buysOn,
        lines: [
          [`Platform: Base fee ($199.00), ${first.text}`, firstBase],
          [`Platform: Users (20 × $25.00), ${first.text}`, firstUsers],
        ],
        taxMinor: tax(firstBase + firstUsers),
      },
      {
        on: second.from,
        lines: [
          [`Platform: Base fee ($199.00), ${second.text}`, 19_900n],
          [`Platform: Users (20 × $25.00), ${second.text}`, 50_000n],
        ],
        taxMinor: tax(69_900n),
      },
      {
        on: moreOn,
        lines: [
          [`Unused days of Platform: Base fee ($199.00), ${rest.text}`, -unusedBase],
          [`Unused days of Platform: Users (20 × $25.00), ${rest.text}`, -unusedUsers],
          [`Platform: Base fee ($1,990.00), ${year.text}`, 199_000n],
          [`Platform: Users (25 × $250.00), ${year.text}`, 625_000n],
        ],
        taxMinor: tax(824_000n - unusedBase - unusedUsers),
      },
      {
        on: laterOn,
        lines: [
          [`Unused days of Platform: Users (25 × $250.00), ${yearRest.text}`, -unusedOfYear],
          [`Platform: Users (30 × $250.00), ${yearRest.text}`, restOfYear],
        ],
        taxMinor: tax(restOfYear - unusedOfYear),
      },
    ];
  },
  totals: {
    // 69,900 + 5,942 (5,941.5); 824,000 − 12,793 (12,792.9) − 32,143 (32,142.9) = 779,064 and 66,220 (66,220.4);
    // 692,466 (692,465.8) − 577,055 (577,054.8) = 115,411 and 9,810 (9,809.9).
    "on the 1st": [75_842n, 75_842n, 845_284n, 125_221n],
    // 10,913 (10,912.9) + 27,419 (27,419.4) = 38,332 and 3,258 (3,258.2).
    "in mid-month": [41_590n, 75_842n, 845_284n, 125_221n],
    // 642 (641.9) + 1,613 (1,612.9) = 2,255 and 192 (191.7).
    "on the 31st": [2447n, 75_842n, 845_284n, 125_221n],
    // 711 (710.7) + 1,786 (1,785.7) = 2,497 and 212 (212.2); 824,000 − 13,481 (13,480.6) − 33,871 = 776,648 and 66,015
    // (66,015.1); 686,475 (686,475.4) − 572,063 (572,062.8) = 114,412 and 9,725 (9,725.02).
    "on 28 February": [2709n, 75_842n, 842_663n, 124_137n],
    // 686 (686.2) + 1,724 (1,724.1) = 2,410 and 205 (204.9); 686,301 (686,301.4) − 571,918 (571,917.8) = 114,383 and 9,723
    // (9,722.6).
    "on 29 February": [2615n, 75_842n, 842_663n, 124_106n],
  },
  holds: { planKey: "platform", renewsAtMinor: 949_000n },
});
