import { Hono } from "hono";
import { env } from "@/lib/env";
import { receiveStripeEvent } from "@/lib/features/stripe/inbox/receive-stripe-event";
import type { ApiEnvironment } from "./environment";
import { problemResponse } from "./problem";

/**
 * `POST /api/stripe/webhook`: Stripe's events. The signature covers the raw body, so nothing parses it
 * before. Senders other than Stripe get no further information.
 */
export const stripeWebhook = new Hono<ApiEnvironment>().post("/", async (c) => {
  if (!env().STRIPE_WEBHOOK_SECRET) return problemResponse(c, "not_found");
  const outcome = await receiveStripeEvent(await c.req.text(), c.req.header("stripe-signature") ?? null);
  return outcome === "refused" ? c.body(null, 400) : c.json({ received: true });
});
