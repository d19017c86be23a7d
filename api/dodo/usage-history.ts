import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { commonProblems, jsonResponse, security } from "@/api/v1/responses";
import { listMeterUnits } from "@/lib/features/catalog/meter-units/list-meter-units";
import { foreignId, instant } from "@/lib/features/foundation/input/input-rules";
import { type UsedMonth, usageHistory } from "@/lib/features/license/usage-charges/usage-history";
import type { ApiContext, ApiEnvironment } from "../environment";
import { granted } from "../granted";
import { toInteger } from "./amounts";
import { dateOf } from "./customers";
import { offsetOf, pageQuery } from "./paging";
import { usageHistoryExample } from "./payment-examples";
import { readSubscriptionView, subscriptionIdParameter } from "./read-subscription-view";

const monthSchema = z.object({
  start_date: z.iso.datetime(),
  end_date: z.iso.datetime(),
  meters: z.array(
    z.object({
      id: z.string().openapi({ description: "The `meter_id` of the subscription's meters" }),
      name: z.string(),
      consumed_units: z.string(),
      chargeable_units: z.string(),
      free_threshold: z
        .number()
        .openapi({ description: "With what each seat adds; all of it where none is priced" }),
      price_per_unit: z
        .string()
        .openapi({ description: "Of tiers: where the last unit falls; of packages: by their size" }),
      total_price: z.int().openapi({ description: "Before discount and tax; for an ended month, as billed" }),
      currency: z.string(),
    }),
  ),
});

const read = createRoute({
  tags: ["Subscriptions"],
  security,
  method: "get",
  operationId: "dodoReadUsageHistory",
  path: "/api/v1/subscriptions/{id}/usage-history",
  summary: "What was used and what it cost, month by month (Dodo's dialect)",
  description:
    "The newest month first, the running one as it stands. Months are those of the customer's zone. Units are as they are " +
    "priced. What was held last in a month says what was free and what one unit costs; the price is that of all that was held.",
  request: {
    params: subscriptionIdParameter,
    query: z.object({
      ...pageQuery,
      meter_id: foreignId.optional(),
      start_date: instant.optional().openapi({ description: "Months that end after it" }),
      end_date: instant.optional().openapi({ description: "Months that begin before it" }),
    }),
  },
  responses: {
    200: jsonResponse(
      "A page; an empty one is past the end",
      z.object({ items: z.array(monthSchema) }).openapi("UsageHistory", { example: usageHistoryExample }),
    ),
    ...commonProblems,
  },
});

export type UsageHistoryJson = z.output<typeof monthSchema>;

/** Used and billed months, in Dodo's dialect (npm `dodopayments`, `client.subscriptions.retrieveUsageHistory`). */
export const usageHistoryRoute = new OpenAPIHono<ApiEnvironment>().openapi(read, async (c) => {
  const query = c.req.valid("query");
  const { customer } = await readSubscriptionView(c, c.req.valid("param").id);
  const meter = query.meter_id === undefined ? undefined : await nameOf(c, query.meter_id);
  const months = await usageHistory(c.get("ctx"), customer.id, {
    meter,
    from: dateOf(query.start_date),
    until: dateOf(query.end_date),
    limit: query.page_size,
    offset: offsetOf(query),
  });
  return c.json({ items: granted(months).map(toMonth) }, 200);
});

/** Plans name a meter by its unit's name; a meter has an id besides. */
async function nameOf(c: ApiContext, meterId: string): Promise<string> {
  const { units } = granted(await listMeterUnits(c.get("ctx"), {}));
  return units.find(({ id }) => id === meterId)?.unitName ?? meterId;
}

const toMonth = ({ start, end, meters }: UsedMonth): UsageHistoryJson => ({
  start_date: start.toISOString(),
  end_date: end.toISOString(),
  meters: meters.map((each) => ({
    id: each.meter,
    name: each.name.en,
    consumed_units: each.consumed,
    chargeable_units: each.chargeable,
    free_threshold: Number(each.free),
    price_per_unit: each.unitAmountMinor,
    total_price: toInteger(each.amountMinor),
    currency: each.currency,
  })),
});
