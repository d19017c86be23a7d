import { claimLookupKey, createPrice } from "../catalog/create-price";
import { listPage, PAGING } from "../http/list-page";
import { route } from "../http/route";
import { render } from "../store/render";
import { saveAndEmit } from "../store/save-and-emit";

export const priceRoutes = [
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
      const interval = params.child("recurring")?.only("interval", "usage_type").text("interval");
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
          (!interval || data.recurring?.interval === interval),
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
      await saveAndEmit(unit, "price.updated", row, before);
      return render(row);
    },
  ),
];
