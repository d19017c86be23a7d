import { createPrice } from "../catalog/create-price";
import { invalid } from "../core/errors";
import { newId } from "../core/ids";
import { listPage, PAGING } from "../http/list-page";
import { route } from "../http/route";
import type { Params } from "../params/params";
import { newProduct, type Product } from "../shapes/catalog";
import { render } from "../store/render";
import { saveAndEmit } from "../store/save-and-emit";

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

export const productRoutes = [
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
    await saveAndEmit(unit, "product.updated", row, before);
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
];
