import { invalid, missing, notCovered } from "../core/errors";
import { newId } from "../core/ids";
import { plainDecimal } from "../core/money";
import type { Params } from "../params/params";
import { type Interval, newPrice, newProduct } from "../shapes/catalog";
import type { Row } from "../store/kinds";
import type { Unit } from "../store/unit";

const INTERVALS = ["day", "week", "month", "year"] as const;

/** Creates a price, for `prices.create` or for an inline `price_data`. An inline price is inactive, so nobody reuses it. */
export async function createPrice(
  unit: Unit,
  params: Params,
  how: { isInline: boolean },
): Promise<Row<"price">> {
  if (how.isInline) {
    params.only(
      "currency",
      "product",
      "product_data",
      "recurring",
      "tax_behavior",
      "unit_amount",
      "unit_amount_decimal",
    );
  }
  if (params.text("billing_scheme") === "tiered") throw notCovered("tiered prices", "billing_scheme");
  const currency = params.need("currency").toLowerCase();
  if (!/^[a-z]{3}$/.test(currency)) throw params.fail("currency", `Invalid currency: ${currency}.`);
  const data = newPrice(newId("price"), unit.at, await readProduct(unit, params), currency);
  Object.assign(data, readAmount(params));
  const recurring = params.child("recurring")?.only("interval", "interval_count", "usage_type");
  if (recurring) {
    if (recurring.text("usage_type") === "metered")
      throw notCovered("metered prices", "recurring[usage_type]");
    const interval = recurring.oneOf<Interval>("interval", INTERVALS);
    if (!interval) throw missing("recurring[interval]");
    data.recurring = {
      interval,
      interval_count: recurring.integer("interval_count") ?? 1,
      meter: null,
      trial_period_days: null,
      usage_type: "licensed",
    };
    if (data.recurring.interval_count < 1)
      throw recurring.fail("interval_count", "This value must be greater than or equal to 1.");
    data.type = "recurring";
  }
  data.tax_behavior =
    params.oneOf("tax_behavior", ["exclusive", "inclusive", "unspecified"]) ?? "unspecified";
  data.active = how.isInline ? false : (params.flag("active") ?? true);
  data.metadata = params.metadata({});
  data.nickname = params.text("nickname") ?? null;
  data.lookup_key = await claimLookupKey(unit, params);
  const row = await unit.create("price", data, {});
  await unit.emit("price.created", row);
  return row;
}

/**
 * The price and product that Stripe makes up for a bare amount. Both are archived, and no event tells of them.
 */
export async function priceOfAmount(
  unit: Unit,
  amount: number,
  currency: string,
  name: string | null,
): Promise<{ price: string; product: string }> {
  const product = newProduct(newId("prod", 14), unit.at, name ?? "Amount");
  product.active = false;
  const price = newPrice(newId("price"), unit.at, product.id, currency);
  Object.assign(price, { active: false, unit_amount: amount, unit_amount_decimal: String(amount) });
  await unit.create("product", product, {});
  await unit.create("price", price, {});
  return { price: price.id, product: product.id };
}

async function readProduct(unit: Unit, params: Params): Promise<string> {
  const id = params.text("product");
  if (id) return (await unit.need("product", id, "product")).id;
  const inline = params.child("product_data");
  if (!inline) throw missing("product");
  inline.only(
    "name",
    "id",
    "active",
    "description",
    "metadata",
    "statement_descriptor",
    "tax_code",
    "unit_label",
  );
  const product = newProduct(inline.text("id") ?? newId("prod", 14), unit.at, inline.need("name"));
  product.metadata = inline.metadata({});
  product.description = inline.text("description") ?? null;
  product.unit_label = inline.text("unit_label") ?? null;
  const row = await unit.create("product", product, {});
  await unit.emit("product.created", row);
  return row.id;
}

function readAmount(params: Params): { unit_amount: number | null; unit_amount_decimal: string } {
  const whole = params.integer("unit_amount");
  const decimal = params.decimal("unit_amount_decimal");
  if (whole !== undefined && decimal !== undefined) {
    throw invalid("You may only specify one of these parameters: unit_amount, unit_amount_decimal.");
  }
  if (whole !== undefined) {
    if (whole < 0) throw params.fail("unit_amount", "This value must be greater than or equal to 0.");
    return { unit_amount: whole, unit_amount_decimal: String(whole) };
  }
  if (decimal === undefined) throw missing("unit_amount");
  const plain = plainDecimal(decimal);
  return { unit_amount: plain.includes(".") ? null : Number(plain), unit_amount_decimal: plain };
}

/** A lookup key belongs to one price. With `transfer_lookup_key` the new price takes it over. */
export async function claimLookupKey(unit: Unit, params: Params): Promise<string | null> {
  const key = params.text("lookup_key");
  if (!key) return null;
  const [owner] = await unit.all("price", { lookup_key: key });
  if (owner) {
    if (!params.flag("transfer_lookup_key")) {
      throw invalid(`A price (\`${owner.id}\`) already uses that lookup key.`, "lookup_key");
    }
    owner.data.lookup_key = null;
    await unit.save(owner);
    await unit.emit("price.updated", owner, { lookup_key: key });
  }
  return key;
}
