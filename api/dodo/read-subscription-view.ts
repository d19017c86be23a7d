import { z } from "@hono/zod-openapi";
import { readSubscription } from "@/lib/features/console/subscriptions/read-subscriptions";
import type { SubscriptionView } from "@/lib/features/console/subscriptions/subscription-view";
import { foreignId } from "@/lib/features/foundation/input/input-rules";
import type { ApiContext } from "../environment";
import { granted } from "../granted";

export const subscriptionIdParameter = z.object({
  id: foreignId.meta({ description: "The license's id", example: "lic_019a9c3e7d5c7b579f1e4f5d8f0d2a11" }),
});

export const readSubscriptionView = async (c: ApiContext, id: string): Promise<SubscriptionView> =>
  granted(await readSubscription(c.get("ctx"), { id }));
