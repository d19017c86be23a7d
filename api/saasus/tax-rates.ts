import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { jsonResponse } from "@/api/v1/responses";
import { Refused } from "@/lib/domain/errors";
import { createTaxRate } from "@/lib/features/catalog/tax-rates/create-tax-rate";
import { listTaxRates, type TaxRateView } from "@/lib/features/catalog/tax-rates/list-tax-rates";
import { updateTaxRate } from "@/lib/features/catalog/tax-rates/update-tax-rate";
import type { ApiContext, ApiEnvironment } from "../environment";
import { granted } from "../granted";
import { nameInBoth, nameRead } from "./names";
import { problems, saasusPath, security } from "./responses";

const words = {
  display_name: z.string().openapi({ example: "消費税" }),
  description: z.string(),
};
const props = {
  name: z.string().openapi({ example: "japanese_consumption_tax" }),
  percentage: z.number().openapi({ example: 10, description: "0 to 100, at most four decimals" }),
  inclusive: z.boolean(),
  country: z.string().openapi({ example: "JP", description: "ISO 3166-1 alpha-2" }),
  ...words,
};
const example = {
  name: "reduced_consumption_tax",
  display_name: "消費税(軽減)",
  percentage: 8,
  inclusive: false,
  country: "JP",
  description: "Food and newspapers",
};
const exampleRate = { id: "tax_019a9c3e7d5c7b579f1e4f5d8f0d2a11", ...example };
const propsSchema = z.object(props).openapi("TaxRateProps", { example });
const wordsSchema = z.object(words).openapi("UpdateTaxRateParam", {
  example: { display_name: "消費税", description: "From October 2019" },
});
const rateSchema = z.object({ id: z.string(), ...props }).openapi("TaxRate", { example: exampleRate });
const ratesSchema = z
  .object({ tax_rates: z.array(rateSchema) })
  .openapi("TaxRates", { example: { tax_rates: [exampleRate] } });

const path = `${saasusPath}/tax-rates` as const;
const common = { tags: ["SaaSus: tax rates"], security };

const listRoute = createRoute({
  ...common,
  method: "get",
  operationId: "saasusListTaxRates",
  path,
  summary: "All tax rates that can be chosen",
  responses: { 200: jsonResponse("By name", ratesSchema), ...problems },
});
const createRateRoute = createRoute({
  ...common,
  method: "post",
  operationId: "saasusCreateTaxRate",
  path,
  summary: "Define a tax rate; its percentage and inclusion hold for good",
  request: { body: { required: true, content: { "application/json": { schema: propsSchema } } } },
  responses: { 201: jsonResponse("The rate", rateSchema), ...problems },
});
const updateRoute = createRoute({
  ...common,
  method: "patch",
  operationId: "saasusUpdateTaxRate",
  path: `${path}/{tax_rate_id}`,
  summary: "Change what a tax rate is called and described as",
  request: {
    params: z.object({ tax_rate_id: z.string().openapi({ example: exampleRate.id }) }),
    body: { required: true, content: { "application/json": { schema: wordsSchema } } },
  },
  responses: { 200: { description: "Changed; no body" }, ...problems },
});

export const taxRates = new OpenAPIHono<ApiEnvironment>();

taxRates.openapi(listRoute, async (c) => {
  const rates = granted(await listTaxRates(c.get("ctx"), {}));
  const offered = rates.filter(({ archivedAt }) => archivedAt === null);
  return c.json({ tax_rates: offered.map((rate) => toJson(c, rate)) }, 200);
});
taxRates.openapi(createRateRoute, async (c) => {
  const { name, display_name, percentage, inclusive, country, description } = c.req.valid("json");
  const { id } = granted(
    await createTaxRate(c.get("ctx"), {
      key: name,
      displayName: { en: display_name, ja: display_name },
      percent: String(percentage),
      inclusive,
      country,
      description,
    }),
  );
  return c.json(toJson(c, await found(c, id)), 201);
});
taxRates.openapi(updateRoute, async (c) => {
  const { display_name, description } = c.req.valid("json");
  const { id, displayName, country, jurisdiction } = await found(c, c.req.valid("param").tax_rate_id);
  const changed = { displayName: nameInBoth(c, displayName, display_name), description };
  granted(await updateTaxRate(c.get("ctx"), { id, country, jurisdiction, ...changed }));
  return c.body(null, 200);
});

async function found(c: ApiContext, id: string | undefined): Promise<TaxRateView> {
  const rate = granted(await listTaxRates(c.get("ctx"), {})).find((each) => each.id === id);
  if (!rate) throw new Refused("not_found");
  return rate;
}

const toJson = (c: ApiContext, rate: TaxRateView): z.output<typeof rateSchema> => ({
  id: rate.id,
  name: rate.key,
  display_name: nameRead(c, rate.displayName),
  percentage: Number(rate.percent),
  inclusive: rate.inclusive,
  country: rate.country,
  description: rate.description,
});
