import { apiCalls, byMonth, planOf, seats } from "./components";
import { halfUp, playModel } from "./play-model";

/*
 * Model 4: $20 a user and month, with an allowance for each user and no base fee. 10 users, 12 from the 11th of the
 * second month, 8 from the third, 9 from its 11th. The payer reads Japanese.
 */
const analytics = planOf("チーム分析", [
  seats("ユーザー", byMonth("2000"), 0),
  apiCalls("200", { includedPerSeat: "5" }),
]);

playModel(4, {
  plans: [{ key: "analytics", rank: 11, definition: analytics }],
  locale: "ja",
  course: ({ buysOn, moreOn, lessOn, laterOn }) => [
    { on: buysOn, act: (buyer) => buyer.change("analytics", "month", { seats: 10 }) },
    { on: moreOn, act: (buyer) => buyer.change("analytics", "month", { seats: 12 }) },
    { on: lessOn, act: (buyer) => buyer.change("analytics", "month", { seats: 8 }) },
    { on: laterOn, act: (buyer) => buyer.change("analytics", "month", { seats: 9 }) },
  ],
  invoices: ({ buysOn, first, second, moreOn, rest, third, laterOn, laterRest }) => [
    {
      on: buysOn,
      lines: [[`チーム分析: ユーザー（10 × $20.00）、${first.ja}`, halfUp(20_000n * first.left, first.of)]],
    },
    { on: second.from, lines: [[`チーム分析: ユーザー（10 × $20.00）、${second.ja}`, 20_000n]] },
    {
      on: moreOn,
      lines: [
        [`未使用分: チーム分析: ユーザー（10 × $20.00）、${rest.ja}`, -halfUp(20_000n * rest.left, rest.of)],
        [`チーム分析: ユーザー（12 × $20.00）、${rest.ja}`, halfUp(24_000n * rest.left, rest.of)],
      ],
    },
    { on: third.from, lines: [[`チーム分析: ユーザー（8 × $20.00）、${third.ja}`, 16_000n]] },
    {
      on: laterOn,
      lines: [
        [
          `未使用分: チーム分析: ユーザー（8 × $20.00）、${laterRest.ja}`,
          -halfUp(16_000n * laterRest.left, laterRest.of),
        ],
        [
          `チーム分析: ユーザー（9 × $20.00）、${laterRest.ja}`,
          halfUp(18_000n * laterRest.left, laterRest.of),
        ],
      ],
    },
  ],
  totals: {
    // 15,429 (15,428.6) − 12,857 (12,857.1); 12,194 (12,193.5) − 10,839 (10,838.7).
    "on the 1st": [20_000n, 20_000n, 2572n, 16_000n, 1355n],
    // 20,000 × 17/31 = 10,967.7.
    "in mid-month": [10_968n, 20_000n, 2572n, 16_000n, 1355n],
    // 20,000 ÷ 31 = 645.2.
    "on the 31st": [645n, 20_000n, 2572n, 16_000n, 1355n],
    // 20,000 ÷ 28 = 714.3; 16,258 (16,258.1) − 13,548 (13,548.4); 12,000 − 10,667 (10,666.7).
    "on 28 February": [714n, 20_000n, 2710n, 16_000n, 1333n],
    // 20,000 ÷ 29 = 689.7.
    "on 29 February": [690n, 20_000n, 2710n, 16_000n, 1333n],
  },
  holds: { planKey: "analytics", renewsAtMinor: 18_000n },
});
