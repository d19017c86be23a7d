import type { z } from "@hono/zod-openapi";
import type { orderSchema, reservationSchema } from "./order-schema";
import type { changePreviewSchema } from "./promise-schema";

const business = { key: "business", name: "Business" };
const line = {
  kind: "charge",
  component: "base",
  description: "Business: Base fee",
  detail: "¥12,000",
  days: "Nov 20 – Nov 30, 2026 (11 of 30 days)",
  from: "2026-11-20",
  until: "2026-12-01",
  amount: "4400",
} as const;
const next = {
  on: "2026-12-01",
  lines: [
    {
      ...line,
      days: "Dec 1 – Dec 31, 2026",
      from: "2026-12-01",
      until: "2027-01-01",
      amount: "12000",
    },
  ],
  taxes: [{ key: "jp", name: "Consumption tax", percent: "10", inclusive: false, amount: "1200" }],
  total: "13200",
};
const promiseId = "prm_019a9c3e7d5c7b579f1e4f5d8f0d2a11";

export const previewExample: z.input<typeof changePreviewSchema> = {
  promise_id: promiseId,
  kind: "purchase",
  plan: business,
  interval: "month",
  seats: 5,
  add_ons: {},
  coupon: null,
  mode: "prorated",
  effective_on: "2026-11-20",
  trial_end: null,
  currency: "JPY",
  lines: [line],
  subtotal: "4400",
  discount: "0",
  taxes: [{ key: "jp", name: "Consumption tax", percent: "10", inclusive: false, amount: "440" }],
  tax_note: null,
  total: "4840",
  balance_applied: "0",
  due_now: "4840",
  next,
  does_not_fit: [],
  card_on_file: true,
};

export const orderExample: z.input<typeof orderSchema> = {
  id: "ord_019a9c3e7d5c7b579f1e4f5d8f0d2a11",
  kind: "purchase",
  state: "done",
  plan: business,
  interval: "month",
  seats: 5,
  add_ons: {},
  promise_id: promiseId,
  mode: "prorated",
  trial_end: null,
  currency: "JPY",
  total: "4840",
  due_now: "4840",
  invoice: { id: "in_1NxYzAbCdEfGh", number: "CHOBA-0007" },
  pay_url: null,
  return_url: "https://app.example.com/billing",
  reason: null,
  created_at: "2026-11-20T03:00:00.000Z",
  closed_at: "2026-11-20T03:00:01.000Z",
};

export const reservationExample: z.input<typeof reservationSchema> = {
  id: "rsv_019a9c3e7d5c7b579f1e4f5d8f0d2a11",
  state: "reserved",
  plan: business,
  interval: "month",
  seats: 3,
  add_ons: {},
  promise_id: promiseId,
  effective_at: "2026-11-30T15:00:00.000Z",
  currency: "JPY",
  next,
  created_at: "2026-11-20T03:00:00.000Z",
  closed_at: null,
};
