import { z } from "@hono/zod-openapi";
import { changeModes } from "@/lib/domain/catalog/change-mode";
import { paidIntervals } from "@/lib/domain/catalog/plan";
import type { Result } from "@/lib/domain/errors";
import { returnAddress } from "@/lib/features/foundation/input/return-address";
import type { WantedChange } from "@/lib/features/license/plan-change/wanted-change";
import { locales } from "@/lib/i18n/locales";

export const previewBody = z
  .strictObject({
    plan: z.string().min(1).max(60).openapi({ description: "Its key" }),
    interval: z.enum(paidIntervals),
    seats: z
      .int()
      .min(0)
      .max(1_000_000)
      .optional()
      .openapi({ description: "All people with a seat; left out: as many as are held or in use" }),
    add_ons: z.record(z.string().max(60), z.string().max(60)).optional().openapi({
      description:
        "All of them, by key: `1` for one that is on, how many, or the key of the chosen option; left out: those that are held",
    }),
    coupon: z.string().max(100).optional().openapi({ description: "A code" }),
    mode: z
      .enum(changeModes)
      .optional()
      .openapi({ description: "How a change is charged; left out: as the plan says" }),
  })
  .openapi("PreviewRequest", { example: { plan: "business", interval: "month", seats: 5 } });

export const orderBody = z
  .strictObject({
    promise_id: z.string().max(60).openapi({ description: "Of the preview that is ordered" }),
    return_url: returnAddress.optional().openapi({
      description:
        "Where the payer's browser is sent from our pages, with `order` added; https, or your own machine",
    }),
    locale: z.enum(locales).optional().openapi({
      description: "Language of the pages that the payer sees; left out: that of Accept-Language",
    }),
  })
  .openapi("OrderRequest", {
    example: {
      promise_id: "prm_019a9c3e7d5c7b579f1e4f5d8f0d2a11",
      return_url: "https://app.example.com/billing",
    },
  });

export const wantedOf = (body: z.output<typeof previewBody>): WantedChange => ({
  planKey: body.plan,
  interval: body.interval,
  ...(body.seats === undefined ? {} : { seats: body.seats }),
  ...(body.add_ons === undefined ? {} : { addons: body.add_ons }),
  ...(body.coupon === undefined ? {} : { couponCode: body.coupon }),
  ...(body.mode === undefined ? {} : { mode: body.mode }),
});

/** A refusal's fields as the sender wrote them. */
export function inOrderNames<T>(result: Result<T>): Result<T> {
  if (result.ok || !result.refusal.fields) return result;
  const fields = result.refusal.fields.map((error) => ({
    ...error,
    field: error.field.replace(/^addons\b/, "add_ons").replace(/^couponCode$/, "coupon"),
  }));
  return { ok: false, refusal: { ...result.refusal, fields } };
}
