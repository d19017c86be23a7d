import { claimLookupKey, createPrice } from "../catalog/create-price";
import { invalid } from "../core/errors";
import { newId } from "../core/ids";
import { listPage, PAGING } from "../http/list";
import { route } from "../http/route";
import type { Params } from "../params/params";
import { newProduct, type Product } from "../shapes/catalog";
import { render } from "../store/render";
import { saveAndTell } from "../store/save-and-emit";

const PRODUCT_FIELDS = [
  "active",
  "description",
  "images",
  "metadata",
  "name",
  "shippable",
  "statement_descriptor",
  "tax_code",
  "unit_label",
  "url",
];

function writeProduct(data: Product, params: Params): void {
  data.name = params.text("name") ?? data.name;
  data.active = params.flag("active") ?? data.active;
  for (const field of ["description", "statement_descriptor", "tax_code", "unit_label", "url"] as const) {
    const value = params.text(field);
    if (value !== undefined) data[field] = value;
  }
  data.images = params.texts("images") ?? data.images;
  data.shippable = params.flag("shippable") ?? data.shippable;
  data.metadata = params.metadata(data.metadata);
}

export const catalogRoutes = [
  route(
    "POST /v1/products",
    [...PRODUCT_FIELDS, "id", "type", "default_price_data"],
    async (unit, { params }) => {
      const id = params.text("id") ?? newId("prod", 14);
      if (await unit.findAny(id))
        throw invalid(`Product already exists: ${id}`, "id", "resource_already_exists");
      const data = newProduct(id, unit.at, params.need("name"));
      writeProduct(data, params);
      const row = await unit.create("product", data, {});
      await unit.emit("product.created", row);
      const priced = params.child("default_price_data");
      if (priced) {
        const price = await createPrice(unit, priced.with("product", id), { isInline: true });
        price.data.active = true;
        await unit.save(price);
        data.default_price = price.id;
        await unit.save(row);
      }
      return render(row);
    },
  ),
  route("GET /v1/products", [...PAGING, "active", "ids"], async (unit, { params, url }) => {
    const active = params.flag("active");
    const ids = params.texts("ids");
    return listPage(
      unit,
      "product",
      params,
      url,
      {},
      ({ id, data }) => (active === undefined || data.active === active) && (!ids || ids.includes(id)),
    );
  }),
  route("GET /v1/products/:id", [], async (unit, { path }) =>
    render(await unit.need("product", path.id ?? "")),
  ),
  route("POST /v1/products/:id", [...PRODUCT_FIELDS, "default_price"], async (unit, { path, params }) => {
    const row = await unit.need("product", path.id ?? "");
    const before = render(row);
    writeProduct(row.data, params);
    const price = params.text("default_price");
    if (price) row.data.default_price = (await unit.need("price", price, "default_price")).id;
    row.data.updated = unit.at;
    await saveAndTell(unit, "product.updated", row, before);
    return render(row);
  }),
  route("DELETE /v1/products/:id", [], async (unit, { path }) => {
    const row = await unit.need("product", path.id ?? "");
    if ((await unit.all("price", { product: row.id })).length > 0) {
      throw invalid("This product cannot be deleted because it has one or more user-created prices.");
    }
    await unit.emit("product.deleted", row);
    return unit.remove(row);
  }),
  route(
    "POST /v1/prices",
    [
      "currency",
      "active",
      "billing_scheme",
      "lookup_key",
      "metadata",
      "nickname",
      "product",
      "product_data",
      "recurring",
      "tax_behavior",
      "transfer_lookup_key",
      "unit_amount",
      "unit_amount_decimal",
    ],
    async (unit, { params }) => render(await createPrice(unit, params, { isInline: false })),
  ),
  route(
    "GET /v1/prices",
    [...PAGING, "active", "currency", "lookup_keys", "product", "recurring", "type"],
    async (unit, { params, url }) => {
      const active = params.flag("active");
      const keys = params.texts("lookup_keys");
      const rhythm = params.child("recurring")?.only("interval", "usage_type").text("interval");
      const where = {
        currency: params.text("currency") ?? undefined,
        product: params.text("product") ?? undefined,
        type: params.text("type") ?? undefined,
      };
      return listPage(
        unit,
        "price",
        params,
        url,
        where,
        ({ data }) =>
          (active === undefined || data.active === active) &&
          (!keys || (data.lookup_key !== null && keys.includes(data.lookup_key))) &&
          (!rhythm || data.recurring?.interval === rhythm),
      );
    },
  ),
  route("GET /v1/prices/:id", [], async (unit, { path }) => render(await unit.need("price", path.id ?? ""))),
  route(
    "POST /v1/prices/:id",
    ["active", "lookup_key", "metadata", "nickname", "tax_behavior", "transfer_lookup_key"],
    async (unit, { path, params }) => {
      const row = await unit.need("price", path.id ?? "");
      const before = render(row);
      row.data.active = params.flag("active") ?? row.data.active;
      row.data.metadata = params.metadata(row.data.metadata);
      const nickname = params.text("nickname");
      if (nickname !== undefined) row.data.nickname = nickname;
      if (params.has("lookup_key") && params.text("lookup_key") !== row.data.lookup_key) {
        row.data.lookup_key = await claimLookupKey(unit, params);
      }
      const tax = params.oneOf("tax_behavior", ["exclusive", "inclusive", "unspecified"]);
      if (tax && row.data.tax_behavior !== "unspecified" && tax !== row.data.tax_behavior) {
        throw params.fail("tax_behavior", "The tax_behavior of a price cannot be changed once specified.");
      }
      if (tax) row.data.tax_behavior = tax;
      await saveAndTell(unit, "price.updated", row, before);
      return render(row);
    },
  ),
];
