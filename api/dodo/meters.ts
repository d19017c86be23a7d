import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { idInPath } from "@/api/id-in-path";
import { bodyProblems, commonProblems, jsonResponse, security } from "@/api/v1/responses";
import { Refused } from "@/lib/domain/errors";
import { archiveMeterUnit } from "@/lib/features/catalog/meter-units/archive-meter-unit";
import { createMeterUnit } from "@/lib/features/catalog/meter-units/create-meter-unit";
import { listMeterUnits, type MeterUnitView } from "@/lib/features/catalog/meter-units/list-meter-units";
import { foreignId } from "@/lib/features/foundation/input/input-rules";
import type { ApiContext, ApiEnvironment } from "../environment";
import { granted } from "../granted";
import { createMeterSchema, meterPageSchema, meterSchema } from "./meter-schema";
import { inDodosFields, toMeter, toUnit } from "./meter-units";
import { offsetOf, pageQuery } from "./paging";

const path = "/api/v1/meters";
const shared = { tags: ["Meters"], security };
/**
 * The depth of the body, plus an object and a list of clauses for each level of filters. One level more is
 * refused by its field.
 */
const idParameter = z.object({
  id: foreignId.meta({ example: "mtr_019a9c3e7d5c7b579f1e4f5d8f0d2a11" }),
});

const list = createRoute({
  ...shared,
  method: "get",
  operationId: "dodoListMeters",
  path,
  summary: "List meter units, the newest first (Dodo's dialect)",
  request: {
    query: z.object({
      ...pageQuery,
      archived: z
        .enum(["true", "false"])
        .default("false")
        .openapi({ description: "true: the archived ones instead" }),
    }),
  },
  responses: {
    200: jsonResponse("A page; an empty one is past the end", meterPageSchema),
    ...commonProblems,
  },
});

const create = createRoute({
  ...shared,
  method: "post",
  operationId: "dodoCreateMeter",
  path,
  summary: "Define a meter unit; events from now on count (Dodo's dialect)",
  description:
    "Its `unit_name`, by which plans name it, is made of `name`; two meters cannot have the same one. " +
    "What of `filter` cannot be expressed is refused by field.",
  request: { body: { required: true, content: { "application/json": { schema: createMeterSchema } } } },
  responses: { 201: jsonResponse("It counts from now on", meterSchema), ...bodyProblems, ...commonProblems },
});

const retrieve = createRoute({
  ...shared,
  method: "get",
  operationId: "dodoReadMeter",
  path: `${path}/{id}`,
  summary: "Read one meter unit (Dodo's dialect)",
  request: { params: idParameter },
  responses: { 200: jsonResponse("The meter unit", meterSchema), ...commonProblems },
});

const archive = createRoute({
  ...shared,
  method: "delete",
  operationId: "dodoArchiveMeter",
  path: `${path}/{id}`,
  summary: "Leave a meter unit out of the list; it goes on counting (Dodo's dialect)",
  request: { params: idParameter },
  responses: { 204: { description: "It is archived" }, ...commonProblems },
});

const unarchive = createRoute({
  ...shared,
  method: "post",
  operationId: "dodoUnarchiveMeter",
  path: `${path}/{id}/unarchive`,
  summary: "Put an archived meter unit back into the list (Dodo's dialect)",
  request: { params: idParameter },
  responses: { 204: { description: "It is not archived" }, ...commonProblems },
});

/** Meter units in Dodo's dialect (npm `dodopayments`, `client.meters`). */
export const meters = new OpenAPIHono<ApiEnvironment>();

meters
  .openapi(list, async (c) => {
    const query = c.req.valid("query");
    const { units } = await read(c);
    const isWanted = ({ archivedAt }: MeterUnitView) => (archivedAt !== null) === (query.archived === "true");
    const newestFirst = units
      .filter(isWanted)
      .sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime() || (a.id < b.id ? 1 : -1));
    const offset = offsetOf(query);
    return c.json({ items: newestFirst.slice(offset, offset + query.page_size).map(toMeter) }, 200);
  })
  .openapi(create, async (c) => {
    const { aggregationIsChosen } = await read(c);
    const unit = toUnit(c.req.valid("json"), aggregationIsChosen);
    const { id } = granted(inDodosFields(await createMeterUnit(c.get("ctx"), unit)));
    return c.json(await readMeter(c, id), 201);
  })
  .openapi(retrieve, async (c) => c.json(await readMeter(c, c.req.valid("param").id), 200))
  .openapi(archive, async (c) => {
    granted(
      await archiveMeterUnit(c.get("ctx"), {
        id: idInPath("meterUnit", c.req.valid("param").id),
        archived: true,
      }),
    );
    return c.body(null, 204);
  })
  .openapi(unarchive, async (c) => {
    granted(
      await archiveMeterUnit(c.get("ctx"), {
        id: idInPath("meterUnit", c.req.valid("param").id),
        archived: false,
      }),
    );
    return c.body(null, 204);
  });

const read = async (c: ApiContext) => granted(await listMeterUnits(c.get("ctx"), {}));

/** By its id, or by the name that plans, and so products, know it by. */
async function readMeter(c: ApiContext, id: string) {
  const { units } = await read(c);
  const unit = units.find((each) => each.id === id || each.unitName === id);
  if (!unit) throw new Refused("not_found");
  return toMeter(unit);
}
