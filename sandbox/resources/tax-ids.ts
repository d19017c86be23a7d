import { newId } from "../core/ids";
import { CURSORS, listPage } from "../http/list-page";
import { route } from "../http/route";
import type { Params } from "../params/params";
import { newTaxId } from "../shapes/customer";
import type { Row } from "../store/kinds";
import { render } from "../store/render";
import type { Unit } from "../store/unit";
import { enterCustomer } from "./customers";

/** VAT numbers, without their letters, for which Stripe's test mode has a fixed result. */
const VERIFICATIONS: { [digits: string]: string } = {
  "000000000": "verified",
  "111111111": "unverified",
  "222222222": "pending",
};
/** Types whose prefix is not the country's code. */
const COUNTRIES: { [prefix: string]: string | null } = { eu: null, uk: "GB" };

/** The formats that Stripe checks, for the most used types. For other types every value is accepted. */
const FORMS: { [type: string]: RegExp } = {
  au_abn: /^\d{11}$/,
  ch_vat: /^CHE-?\d{3}\.?\d{3}\.?\d{3} ?(MWST|TVA|IVA)$/,
  eu_vat: /^[A-Z]{2}[A-Z\d+*]{2,12}$/,
  gb_vat: /^(GB|XI)[A-Z\d]{5,12}$/,
  in_gst: /^\d{2}[A-Z]{5}\d{4}[A-Z][A-Z\d]{3}$/,
  jp_cn: /^\d{13}$/,
  jp_trn: /^T\d{13}$/,
  us_ein: /^\d{2}-\d{7}$/,
};

export async function addTaxId(
  unit: Unit,
  customer: Row<"customer">,
  params: Params,
): Promise<Row<"tax_id">> {
  const row = await createTaxId(unit, customer.id, params);
  await unit.emit("customer.tax_id.created", row);
  return row;
}

async function createTaxId(unit: Unit, customer: string | null, params: Params): Promise<Row<"tax_id">> {
  const type = params.need("type");
  const value = params.need("value");
  if (!/^[a-z]{2}_[a-z0-9]+$/.test(type)) throw params.fail("type", `Invalid type: ${type}`);
  if (value.length > 50 || FORMS[type]?.test(value) === false)
    throw params.fail("value", `Invalid value for ${type}.`, "tax_id_invalid");
  const data = newTaxId(newId("txi"), unit.at, customer, type, value);
  const prefix = type.slice(0, 2);
  data.country = prefix in COUNTRIES ? (COUNTRIES[prefix] ?? value.slice(0, 2)) : prefix.toUpperCase();
  const digits = value.replace(/\D/g, "");
  data.verification = {
    status: VERIFICATIONS[digits] ?? (type === "eu_vat" || type === "gb_vat" ? "pending" : "unavailable"),
    verified_address: null,
    verified_name: null,
  };
  return unit.create("tax_id", data, {});
}

/** Ids of the account itself, as invoices name them (docs.stripe.com/api/tax_ids). */
const isOwn = ({ data }: Row<"tax_id">): boolean => data.owner.type === "self";

function requireSelf(params: Params): void {
  const type = params.child("owner")?.only("type").text("type") ?? "self";
  if (type !== "self") throw params.fail("owner", "The sandbox knows tax ids of `self` here only.");
}

export const taxIdRoutes = [
  route("POST /v1/tax_ids", ["owner", "type", "value"], async (unit, { params }) => {
    requireSelf(params);
    return render(await createTaxId(unit, null, params));
  }),
  route("GET /v1/tax_ids", [...CURSORS, "owner"], async (unit, { params, url }) => {
    requireSelf(params);
    return listPage(unit, "tax_id", params, url, {}, isOwn);
  }),
  route("DELETE /v1/tax_ids/:tax", [], async (unit, { path }) =>
    unit.remove(await unit.need("tax_id", path.tax ?? "")),
  ),
  route("POST /v1/customers/:id/tax_ids", ["type", "value"], async (unit, { path, params }) => {
    const customer = await enterCustomer(unit, path.id ?? "", "id");
    return render(await addTaxId(unit, customer, params));
  }),
  route("GET /v1/customers/:id/tax_ids", CURSORS, async (unit, { path, params, url }) => {
    await unit.need("customer", path.id ?? "");
    return listPage(unit, "tax_id", params, url, { customer: path.id });
  }),
  route("GET /v1/customers/:id/tax_ids/:tax", [], async (unit, { path }) =>
    render(await unit.need("tax_id", path.tax ?? "")),
  ),
  route("DELETE /v1/customers/:id/tax_ids/:tax", [], async (unit, { path }) => {
    await enterCustomer(unit, path.id ?? "", "id");
    const row = await unit.need("tax_id", path.tax ?? "");
    await unit.emit("customer.tax_id.deleted", row);
    return unit.remove(row);
  }),
];
