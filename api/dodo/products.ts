import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { commonProblems, jsonResponse, security } from "@/api/v1/responses";
import { Refused } from "@/lib/domain/errors";
import { listProducts } from "@/lib/features/catalog/products/list-products";
import { foreignId } from "@/lib/features/foundation/input/input-rules";
import type { ApiContext, ApiEnvironment } from "../environment";
import { granted } from "../granted";
import { offsetOf, pageQuery } from "./paging";
import { toAddons, toListedProduct, toProduct } from "./product-json";
import { addonPageSchema, addonSchema, productPageSchema, productSchema } from "./product-schema";

const idParameter = (example: string) => z.object({ id: foreignId.meta({ example }) });
const shared = { tags: ["Products"], security };

const list = createRoute({
  ...shared,
  method: "get",
  operationId: "dodoListProducts",
  path: "/api/v1/products",
  summary: "List what is on sale: each plan at each interval (Dodo's dialect)",
  request: { query: z.object({ ...pageQuery, archived: z.enum(["true", "false"]).default("false") }) },
  responses: {
    200: jsonResponse(
      "A page; an empty one is past the end. Nothing that is archived is on sale",
      productPageSchema,
    ),
    ...commonProblems,
  },
});

const retrieve = createRoute({
  ...shared,
  method: "get",
  operationId: "dodoReadProduct",
  path: "/api/v1/products/{id}",
  summary: "Read a product (Dodo's dialect)",
  request: { params: idParameter("prod_team_plan") },
  responses: { 200: jsonResponse("The product", productSchema), ...commonProblems },
});

const listAddons = createRoute({
  ...shared,
  method: "get",
  operationId: "dodoListAddons",
  path: "/api/v1/addons",
  summary: "List what can be chosen with products: seats and add-ons (Dodo's dialect)",
  request: { query: z.object(pageQuery) },
  responses: {
    200: jsonResponse("A page; an empty one is past the end", addonPageSchema),
    ...commonProblems,
  },
});

const retrieveAddon = createRoute({
  ...shared,
  method: "get",
  operationId: "dodoReadAddon",
  path: "/api/v1/addons/{id}",
  summary: "Read an add-on (Dodo's dialect)",
  request: { params: idParameter("addon_seat") },
  responses: { 200: jsonResponse("The add-on", addonSchema), ...commonProblems },
});

/** What is sold, in Dodo's dialect (npm `dodopayments`, `client.products` and `client.addons`). */
export const products = new OpenAPIHono<ApiEnvironment>()
  .openapi(list, async (c) => {
    const query = c.req.valid("query");
    const { products, pricesIncludeTax } = await read(c);
    const shown = query.archived === "true" ? [] : pageOf(products, query);
    return c.json({ items: shown.map((product) => toListedProduct(product, pricesIncludeTax)) }, 200);
  })
  .openapi(retrieve, async (c) => {
    const { id } = c.req.valid("param");
    const { products, pricesIncludeTax } = await read(c);
    return c.json(
      toProduct(
        found(products, (product) => product.id === id),
        pricesIncludeTax,
      ),
      200,
    );
  })
  .openapi(listAddons, async (c) => {
    const { products } = await read(c);
    return c.json({ items: pageOf(toAddons(products), c.req.valid("query")) }, 200);
  })
  .openapi(retrieveAddon, async (c) => {
    const { id } = c.req.valid("param");
    const { products } = await read(c);
    return c.json(
      found(toAddons(products), (addon) => addon.id === id),
      200,
    );
  });

const read = async (c: ApiContext) => granted(await listProducts(c.get("ctx"), {}));

function pageOf<Each>(all: readonly Each[], query: { page_number: number; page_size: number }): Each[] {
  const offset = offsetOf(query);
  return all.slice(offset, offset + query.page_size);
}

function found<Each>(all: readonly Each[], isIt: (each: Each) => boolean): Each {
  const one = all.find(isIt);
  if (!one) throw new Refused("not_found");
  return one;
}
