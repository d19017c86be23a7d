import type { Buyer } from "../../support/buyer";
import { base, byMonth, feature, planOf } from "./components";
import { halfUp, playModel } from "./play-model";

/*
 * Model 3: Core for $29 a month with optional features. Bought with analytics and API access; priority support is added
 * on the 11th of the second month, API access goes with the third, and white-label comes on its 11th.
 */
const core = planOf("Core", [
  base(byMonth("2900")),
  feature("analytics", "Advanced analytics", "1900"),
  feature("api", "API access", "900"),
  feature("support", "Priority support", "2900"),
  feature("white_label", "White-label", "4900"),
]);

const chooses = (addons: Record<string, string>) => (buyer: Buyer) =>
  buyer.change("core", "month", { addons });

playModel(3, {
  plans: [{ key: "core", rank: 11, definition: core }],
  course: ({ buysOn, moreOn, lessOn, laterOn }) => [
    { on: buysOn, act: chooses({ analytics: "1", api: "1" }) },
    { on: moreOn, act: chooses({ analytics: "1", api: "1", support: "1" }) },
    { on: lessOn, act: chooses({ analytics: "1", support: "1" }) },
    { on: laterOn, act: chooses({ analytics: "1", support: "1", white_label: "1" }) },
  ],
  invoices: ({ buysOn, first, second, moreOn, rest, third, laterOn, laterRest }) => [
    {
      on: buysOn,
      lines: [
        [`Core: Base fee ($29.00), ${first.text}`, halfUp(2900n * first.left, first.of)],
        [`Core: Advanced analytics ($19.00), ${first.text}`, halfUp(1900n * first.left, first.of)],
        [`Core: API access ($9.00), ${first.text}`, halfUp(900n * first.left, first.of)],
      ],
    },
    {
      on: second.from,
      lines: [
        [`Core: Base fee ($29.00), ${second.text}`, 2900n],
        [`Core: Advanced analytics ($19.00), ${second.text}`, 1900n],
        [`Core: API access ($9.00), ${second.text}`, 900n],
      ],
    },
    {
      on: moreOn,
      lines: [[`Core: Priority support ($29.00), ${rest.text}`, halfUp(2900n * rest.left, rest.of)]],
    },
    {
      on: third.from,
      lines: [
        [`Core: Base fee ($29.00), ${third.text}`, 2900n],
        [`Core: Advanced analytics ($19.00), ${third.text}`, 1900n],
        [`Core: Priority support ($29.00), ${third.text}`, 2900n],
      ],
    },
    {
      on: laterOn,
      lines: [
        [`Core: White-label ($49.00), ${laterRest.text}`, halfUp(4900n * laterRest.left, laterRest.of)],
      ],
    },
  ],
  totals: {
    // 2,900 × 18/28 = 1,864.3; 4,900 × 21/31 = 3,319.4.
    "on the 1st": [5700n, 5700n, 1864n, 7700n, 3319n],
    // 1,590 (1,590.3) + 1,042 (1,041.9) + 494 (493.5).
    "in mid-month": [3126n, 5700n, 1864n, 7700n, 3319n],
    // 94 (93.5) + 61 (61.3) + 29 (29.03).
    "on the 31st": [184n, 5700n, 1864n, 7700n, 3319n],
    // 104 (103.6) + 68 (67.9) + 32 (32.1); 2,900 × 21/31 = 1,964.5; 4,900 × 20/30 = 3,266.7.
    "on 28 February": [204n, 5700n, 1965n, 7700n, 3267n],
    // 100 + 66 (65.5) + 31 (31.03).
    "on 29 February": [197n, 5700n, 1965n, 7700n, 3267n],
  },
  holds: { planKey: "core", renewsAtMinor: 12_600n },
});
