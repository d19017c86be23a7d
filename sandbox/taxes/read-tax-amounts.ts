import { invalid, missing } from "../core/errors";
import { newId } from "../core/ids";
import type { Params } from "../params/params";
import {
  JURISDICTION_LEVELS,
  newTaxRate,
  TAX_TYPES,
  TAXABILITY_REASONS,
  type TaxAmount,
  type TaxRate,
} from "../shapes/tax";
import type { Row } from "../store/kinds";
import type { Unit } from "../store/unit";

/** "A list of up to 20 tax amounts for this line item", docs.stripe.com/api/invoice-line-item/update. */
const MOST_AMOUNTS = 20;

/**
 * The tax amounts in the parameter `tax_amounts`: undefined when not sent, none when unset with "". Stripe takes them as they
 * are: "No validations are run on these fields" (docs.stripe.com/invoicing/taxes/manual-tax-amounts).
 */
export async function readTaxAmounts(unit: Unit, params: Params): Promise<TaxAmount[] | undefined> {
  const sent = params.children("tax_amounts");
  if (!sent) return undefined;
  if (sent.length > MOST_AMOUNTS)
    throw params.fail("tax_amounts", `At most ${MOST_AMOUNTS} tax amounts are allowed.`);
  const amounts: TaxAmount[] = [];
  for (const entry of sent) {
    entry.only("amount", "tax_rate_data", "taxability_reason", "taxable_amount");
    const amount = entry.needInteger("amount");
    const taxable = entry.needInteger("taxable_amount");
    const described = entry.child("tax_rate_data");
    if (!described) throw missing(entry.name("tax_rate_data"));
    const rate = await findOrCreateRate(unit, described);
    amounts.push({
      amount,
      tax_behavior: rate.inclusive ? "inclusive" : "exclusive",
      tax_rate_details: { tax_rate: rate.id },
      taxability_reason: entry.oneOf("taxability_reason", TAXABILITY_REASONS) ?? "not_available",
      taxable_amount: taxable,
      type: "tax_rate_details",
    });
  }
  return amounts;
}

/** "If the tax_rate_data exactly matches a previous value, Stripe will reuse the TaxRate object." A new one is archived. */
async function findOrCreateRate(unit: Unit, params: Params): Promise<TaxRate> {
  params.only(
    "country",
    "description",
    "display_name",
    "inclusive",
    "jurisdiction",
    "jurisdiction_level",
    "percentage",
    "state",
    "tax_type",
  );
  const name = params.need("display_name");
  params.need("inclusive");
  params.need("percentage");
  const percentage = params.decimal("percentage") ?? "";
  if (!/^(100(\.0+)?|\d{1,2}(\.\d{1,4})?)$/.test(percentage))
    throw params.fail(
      "percentage",
      "Invalid percentage: must be from 0 to 100 with at most 4 decimal places",
    );
  const data = newTaxRate(newId("txr"), unit.at, name, Number(percentage), params.flag("inclusive") ?? false);
  data.active = false;
  data.country = params.text("country")?.toUpperCase() ?? null;
  data.description = params.text("description") ?? null;
  data.jurisdiction = params.text("jurisdiction") ?? null;
  data.jurisdiction_level = params.oneOf("jurisdiction_level", JURISDICTION_LEVELS) ?? null;
  data.state = params.text("state") ?? null;
  data.tax_type = params.oneOf("tax_type", TAX_TYPES) ?? null;
  const known = await unit.all("tax_rate", { display_name: name });
  const same = known.find((row) => row.hidden.isAutomatic && describes(row.data) === describes(data));
  if (same) return same.data;
  const row = await unit.create("tax_rate", data, { isAutomatic: true });
  await unit.emit("tax_rate.created", row);
  return row.data;
}

const describes = ({ id: _id, created: _created, ...rest }: TaxRate): string =>
  JSON.stringify(Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1)));

/** Refuses tax amounts beside tax rates or automatic tax, whichever of them came last. */
export function refuseMixedTaxes({ data, hidden }: Row<"invoice">, param?: string): void {
  const hasAmounts = Object.values(hidden.taxAmounts ?? {}).some((amounts) => amounts.length > 0);
  if (!hasAmounts) return;
  const hasRates =
    data.default_tax_rates.length > 0 ||
    hidden.lines.some((line) => (hidden.rates?.[line.id] ?? []).length > 0);
  if (!hasRates && !data.automatic_tax.enabled) return;
  throw invalid(
    "You cannot set tax amounts if any line item has `tax_rates` or if the invoice has `default_tax_rates` or uses automatic tax.",
    param,
  );
}
