import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { foreignId } from "@/lib/features/foundation/input/input-rules";
import { chargeOnDemand, chargeReason } from "@/lib/features/license/on-demand/charge-on-demand";
import { listOnDemand, type OnDemandView } from "@/lib/features/license/on-demand/list-on-demand";
import { whatIsCharged } from "@/lib/features/license/on-demand/priced-charge";
import { withdrawOnDemand } from "@/lib/features/license/on-demand/withdraw-on-demand";
import type { ApiEnvironment } from "../environment";
import { granted } from "../granted";
import { idInPath } from "../id-in-path";
import { chargeBody, chargeExample, chargeSchema, toJson } from "./charge-schema";
import { bodyProblems, commonProblems, jsonBody, jsonResponse, notInThisState, security } from "./responses";
import { tenantParameter, tenantPath } from "./tenants";

const path = `${tenantPath}/charges` as const;
const shared = { tags: ["Charges"], security };

const create = createRoute({
  ...shared,
  method: "post",
  operationId: "createCharge",
  path,
  summary: "Charge work by the price list, or an amount, now or on the next invoice",
  description:
    "The same Idempotency-Key is the same charge, for ever; with other content it is refused. What waits for the next invoice " +
    "is seen by the tenant, and can be withdrawn.",
  request: {
    params: tenantParameter,
    headers: z.object({ "idempotency-key": foreignId.optional() }),
    body: jsonBody(chargeBody),
  },
  responses: {
    200: jsonResponse("It was charged already", chargeSchema, chargeExample),
    201: jsonResponse("It is charged", chargeSchema, chargeExample),
    409: notInThisState,
    ...bodyProblems,
    ...commonProblems,
  },
});

const list = createRoute({
  ...shared,
  method: "get",
  operationId: "listCharges",
  path,
  summary: "The newest hundred charges, the newest first",
  request: { params: tenantParameter },
  responses: {
    200: jsonResponse(
      "Charges, with what is included as it stands now",
      z.object({ data: z.array(chargeSchema) }).openapi("Charges"),
      { data: [chargeExample] },
    ),
    ...commonProblems,
  },
});

const withdraw = createRoute({
  ...shared,
  method: "post",
  operationId: "withdrawCharge",
  path: `${path}/{charge}/withdraw`,
  summary: "Take back a charge that is not on an invoice yet; one that was withdrawn stays so",
  request: {
    params: tenantParameter.extend({ charge: z.string().openapi({ example: chargeExample.id }) }),
    body: jsonBody(z.strictObject({ reason: chargeReason }), { reason: "Entered twice" }),
  },
  responses: {
    204: { description: "It will not be invoiced" },
    409: notInThisState,
    ...bodyProblems,
    ...commonProblems,
  },
});

/** Single amounts that the SaaS's own servers charge beside the plan. */
export const charges = new OpenAPIHono<ApiEnvironment>()
  .openapi(create, async (c) => {
    const { component, quantity, amount, currency, reason, ...rest } = c.req.valid("json");
    const externalId = c.req.valid("header")["idempotency-key"];
    const what =
      component === undefined
        ? { amountMinor: amount ?? "", ...(currency === undefined ? {} : { currency }) }
        : { component, quantity: quantity ?? "" };
    const asked = {
      ...rest,
      what: whatIsCharged.parse(what),
      reason: reason ?? rest.description,
      externalId,
    };
    const [ctx, tenantId] = [c.get("ctx"), c.get("tenantId")];
    const { id, isNew } = granted(await chargeOnDemand(ctx, tenantId, asked));
    const made = await findCharge(c.get("ctx"), tenantId, id);
    return c.json(toJson(made), isNew ? 201 : 200);
  })
  .openapi(list, async (c) => {
    const all = granted(await listOnDemand(c.get("ctx"), c.get("tenantId"), {}));
    return c.json({ data: all.map(toJson) }, 200);
  })
  .openapi(withdraw, async (c) => {
    const onDemandChargeId = idInPath("onDemandCharge", c.req.valid("param").charge);
    const input = { onDemandChargeId, ...c.req.valid("json") };
    granted(await withdrawOnDemand(c.get("ctx"), c.get("tenantId"), input));
    return c.body(null, 204);
  });

type Asker = ApiEnvironment["Variables"];

async function findCharge(ctx: Asker["ctx"], tenantId: Asker["tenantId"], id: string): Promise<OnDemandView> {
  const [view] = granted(await listOnDemand(ctx, tenantId, { id }));
  if (!view) throw new Error(`charge ${id} was just made`);
  return view;
}
