import { invalid } from "../core/errors";
import { newId } from "../core/ids";
import { listPage, PAGING } from "../http/list-page";
import { route } from "../http/route";
import type { Params } from "../params/params";
import { newTaxRate, TAX_TYPES, type TaxRate } from "../shapes/tax";
import { render } from "../store/render";
import { saveAndEmit } from "../store/save-and-emit";

const WRITABLE = [
  "active",
  "country",
  "description",
  "display_name",
  "jurisdiction",
  "metadata",
  "state",
  "tax_type",
];

function writeTaxRate(data: TaxRate, params: Params): void {
  data.active = params.flag("active") ?? data.active;
  data.display_name = params.text("display_name") ?? data.display_name;
  for (const field of ["description", "jurisdiction", "state"] as const) {
    const value = params.text(field);
    if (value !== undefined) data[field] = value;
  }
  const country = params.text("country");
  if (country && !/^[A-Z]{2}$/i.test(country))
    throw params.fail("country", `Country '${country}' is unknown. Try a 2-character country code.`);
  if (country !== undefined) data.country = country?.toUpperCase() ?? null;
  data.tax_type = params.oneOf("tax_type", TAX_TYPES) ?? data.tax_type;
  data.metadata = params.metadata(data.metadata);
}

/** Manual tax rates (docs.stripe.com/billing/taxes/tax-rates). The percentage of a rate never changes. */
export const taxRateRoutes = [
  route("POST /v1/tax_rates", [...WRITABLE, "inclusive", "percentage"], async (unit, { params }) => {
    const name = params.need("display_name");
    params.need("inclusive");
    params.need("percentage");
    const percentage = params.decimal("percentage") ?? "";
    if (!/^(100(\.0+)?|\d{1,2}(\.\d{1,4})?)$/.test(percentage)) {
      throw params.fail(
        "percentage",
        "Invalid percentage: must be from 0 to 100 with at most 4 decimal places",
      );
    }
    const data = newTaxRate(
      newId("txr"),
      unit.at,
      name,
      Number(percentage),
      params.flag("inclusive") ?? false,
    );
    writeTaxRate(data, params);
    const row = await unit.create("tax_rate", data, {});
    await unit.emit("tax_rate.created", row);
    return render(row);
  }),
  route("GET /v1/tax_rates", [...PAGING, "active", "inclusive"], (unit, { params, url }) => {
    const active = params.flag("active");
    const inclusive = params.flag("inclusive");
    return listPage(
      unit,
      "tax_rate",
      params,
      url,
      {},
      ({ data }) =>
        (active === undefined || data.active === active) &&
        (inclusive === undefined || data.inclusive === inclusive),
    );
  }),
  route("GET /v1/tax_rates/:id", [], async (unit, { path }) =>
    render(await unit.need("tax_rate", path.id ?? "")),
  ),
  route("POST /v1/tax_rates/:id", WRITABLE, async (unit, { path, params }) => {
    const row = await unit.need("tax_rate", path.id ?? "");
    if (params.isEmpty("display_name")) throw invalid("You passed an empty string for 'display_name'.");
    const before = render(row);
    writeTaxRate(row.data, params);
    await saveAndEmit(unit, "tax_rate.updated", row, before);
    return render(row);
  }),
];
