import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { jsonResponse } from "@/api/v1/responses";
import type { LocalizedText } from "@/lib/domain/catalog/plan";
import { Refused } from "@/lib/domain/errors";
import { createMeterUnit } from "@/lib/features/catalog/meter-units/create-meter-unit";
import { deleteMeterUnit } from "@/lib/features/catalog/meter-units/delete-meter-unit";
import { listMeterUnits, type MeterUnitView } from "@/lib/features/catalog/meter-units/list-meter-units";
import { updateMeterUnit } from "@/lib/features/catalog/meter-units/update-meter-unit";
import type { ApiContext, ApiEnvironment } from "../environment";
import { granted } from "../granted";
import { nameInBoth, nameRead } from "./names";
import { problems, saasusPath, security, tags } from "./responses";

const props = {
  unit_name: z.string().openapi({ example: "storage_unit" }),
  aggregate_usage: z
    .enum(["sum", "max"])
    .optional()
    .openapi({ description: "Left out of responses where the unit aggregates by count, unique or last" }),
  display_name: z.string().openapi({ example: "Storage" }),
  description: z.string(),
};
const example = {
  unit_name: "documents",
  aggregate_usage: "sum" as const,
  display_name: "Documents",
  description: "Documents that were signed",
};
const exampleUnit = { id: "mtr_019a9c3e7d5c7b579f1e4f5d8f0d2a11", used: false, ...example };
const propsSchema = z.object(props).openapi("MeteringUnitProps", { example });
const unitSchema = z
  .object({ id: z.string(), used: z.boolean(), ...props })
  .openapi("MeteringUnit", { example: exampleUnit });
const unitsSchema = z
  .object({ units: z.array(unitSchema) })
  .openapi("MeteringUnits", { example: { units: [exampleUnit] } });

const path = `${saasusPath}/metering/units` as const;
const body = { required: true, content: { "application/json": { schema: propsSchema } } };
const params = z.object({ metering_unit_id: z.string().openapi({ example: exampleUnit.id }) });
const common = { tags, security } as const;

const listRoute = createRoute({
  ...common,
  method: "get",
  operationId: "saasusListUnits",
  path,
  summary: "All metering units",
  responses: { 200: jsonResponse("By name", unitsSchema), ...problems },
});
const createUnitRoute = createRoute({
  ...common,
  method: "post",
  operationId: "saasusCreateUnit",
  path,
  summary: "Define a metering unit",
  description: "It also counts events of its own name, one each, until the console says otherwise.",
  request: { body },
  responses: { 201: jsonResponse("The unit", unitSchema), ...problems },
});
const updateRoute = createRoute({
  ...common,
  method: "patch",
  operationId: "saasusUpdateUnit",
  path: `${path}/{metering_unit_id}`,
  summary: "Change a metering unit; one that a plan uses, its display name only",
  request: { params, body },
  responses: { 200: { description: "Changed; no body" }, ...problems },
});
const deleteRoute = createRoute({
  ...common,
  method: "delete",
  operationId: "saasusDeleteUnit",
  path: `${path}/{metering_unit_id}`,
  summary: "Delete a metering unit that no plan uses",
  description:
    "Of a unit that has counted something it has to be said that its counts go with it (not in SaaSus).",
  request: {
    params,
    query: z.object({
      delete_counts: z.enum(["true", "false"]).optional().openapi({
        description:
          "true: what the unit has counted goes with it; without it such a unit is refused with 409",
        example: "true",
      }),
    }),
  },
  responses: { 200: { description: "Deleted; no body" }, ...problems },
});

export const units = new OpenAPIHono<ApiEnvironment>();

units.openapi(listRoute, async (c) => {
  const { units: all } = granted(await listMeterUnits(c.get("ctx"), {}));
  return c.json({ units: all.map((unit) => toJson(c, unit)) }, 200);
});
units.openapi(createUnitRoute, async (c) => {
  const { unit_name, aggregate_usage, display_name, description } = c.req.valid("json");
  const { id } = granted(
    await createMeterUnit(c.get("ctx"), {
      unitName: unit_name,
      displayName: { en: display_name, ja: display_name },
      unitLabel: anyUnit,
      description,
      eventName: unit_name,
      aggregation: aggregate_usage,
    }),
  );
  return c.json(toJson(c, await found(c, id)), 201);
});
units.openapi(updateRoute, async (c) => {
  const { unit_name, aggregate_usage, display_name, description } = c.req.valid("json");
  const { id, unitLabel, eventName, property, displayName } = await found(
    c,
    c.req.valid("param").metering_unit_id,
  );
  granted(
    await updateMeterUnit(c.get("ctx"), {
      id,
      unitName: unit_name,
      displayName: nameInBoth(c, displayName, display_name),
      unitLabel,
      description,
      eventName,
      property,
      aggregation: aggregate_usage,
    }),
  );
  return c.body(null, 200);
});
units.openapi(deleteRoute, async (c) => {
  const { id } = await found(c, c.req.valid("param").metering_unit_id);
  const withCounts = c.req.valid("query").delete_counts === "true";
  granted(await deleteMeterUnit(c.get("ctx"), { id, withCounts }));
  return c.body(null, 200);
});

/** SaaSus has no field for what one unit is called. */
const anyUnit: LocalizedText = { en: "units", ja: "件" };

const unknownUnit = () =>
  new Refused("not_found", { fields: [{ field: "meteringUnitId", rule: "unknown_unit" }] });

async function found(c: ApiContext, id: string | undefined): Promise<MeterUnitView> {
  const { units: all } = granted(await listMeterUnits(c.get("ctx"), {}));
  const unit = all.find((each) => each.id === id);
  if (!unit) throw unknownUnit();
  return unit;
}

function toJson(c: ApiContext, unit: MeterUnitView): z.output<typeof unitSchema> {
  const aggregation = unit.effectiveAggregation;
  const isTheirs = aggregation === "sum" || aggregation === "max";
  return {
    id: unit.id,
    used: unit.isUsed,
    unit_name: unit.unitName,
    ...(isTheirs ? { aggregate_usage: aggregation } : {}),
    display_name: nameRead(c, unit.displayName),
    description: unit.description,
  };
}
