import { base, byMonth, planOf, seats } from "./components";
import { halfUp, playModel } from "./play-model";

/*
 * Model 2: Team for $99 a month with 3 seats, $15 for each further one, and 8.5 % of tax on top. 12 seats are bought, 5
 * more are added on the 11th of the second month, and from the third month there are 8.
 */
const team = planOf("Team", [base(byMonth("9900")), seats("Additional seats", byMonth("1500"), 3)]);
const tax = (amount: bigint) => halfUp(amount * 85n, 1000n);

playModel(2, {
  plans: [{ key: "team", rank: 11, definition: team }],
  tax: { country: "US", percent: "8.5" },
  course: ({ buysOn, moreOn, lessOn }) => [
    { on: buysOn, act: (buyer) => buyer.change("team", "month", { seats: 12 }) },
    { on: moreOn, act: (buyer) => buyer.change("team", "month", { seats: 17 }) },
    { on: lessOn, act: (buyer) => buyer.change("team", "month", { seats: 8 }) },
  ],
  invoices({ buysOn, first, second, moreOn, rest, third }) {
    const firstBase = halfUp(9900n * first.left, first.of);
    const firstSeats = halfUp(9n * 1500n * first.left, first.of);
    const unused = halfUp(9n * 1500n * rest.left, rest.of);
    const more = halfUp(14n * 1500n * rest.left, rest.of);
    return [
      {
        on: buysOn,
        lines: [
          [`Team: Base fee ($99.00), ${first.text}`, firstBase],
          [`Team: Additional seats (9 × $15.00), ${first.text}`, firstSeats],
        ],
        taxMinor: tax(firstBase + firstSeats),
      },
      {
        on: second.from,
        lines: [
          [`Team: Base fee ($99.00), ${second.text}`, 9900n],
          [`Team: Additional seats (9 × $15.00), ${second.text}`, 9n * 1500n],
        ],
        taxMinor: tax(9900n + 9n * 1500n),
      },
      {
        on: moreOn,
        lines: [
          [`Unused days of Team: Additional seats (9 × $15.00), ${rest.text}`, -unused],
          [`Team: Additional seats (14 × $15.00), ${rest.text}`, more],
        ],
        taxMinor: tax(more - unused),
      },
      {
        on: third.from,
        lines: [
          [`Team: Base fee ($99.00), ${third.text}`, 9900n],
          [`Team: Additional seats (5 × $15.00), ${third.text}`, 5n * 1500n],
        ],
        taxMinor: tax(9900n + 5n * 1500n),
      },
    ];
  },
  totals: {
    // 23,400 + 1,989; 13,500 − 8,679 (8,678.6) = 4,821 and 410 (409.8); 17,400 + 1,479.
    "on the 1st": [25_389n, 25_389n, 5231n, 18_879n],
    // 5,429 + 7,403 = 12,832 and 1,091 (1,090.7).
    "in mid-month": [13_923n, 25_389n, 5231n, 18_879n],
    // 319 + 435 = 754 and 64 (64.1).
    "on the 31st": [818n, 25_389n, 5231n, 18_879n],
    // 354 (353.6) + 482 (482.1) = 836 and 71 (71.1); 14,226 (14,225.8) − 9,145 (9,145.2) = 5,081 and 432 (431.9).
    "on 28 February": [907n, 25_389n, 5513n, 18_879n],
    // 341 (341.4) + 466 (465.5) = 807 and 69 (68.6).
    "on 29 February": [876n, 25_389n, 5513n, 18_879n],
  },
  holds: { planKey: "team", renewsAtMinor: 17_400n },
});
