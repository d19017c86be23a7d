import { cancelSubscription } from "../billing/cancel-subscription";
import { recordBalance } from "../billing/move-balance";
import { invalid, StripeError } from "../core/errors";
import { newId } from "../core/ids";
import { CURSORS, listPage, PAGING } from "../http/list-page";
import { route } from "../http/route";
import type { Params } from "../params/params";
import { attachMethod, needOwnMethod } from "../payments/payment-methods";
import { readAddress } from "../shapes/address";
import { readCustomFields } from "../shapes/custom-fields";
import { type Customer, EMAIL_PATTERN, newCustomer } from "../shapes/customer";
import type { Row } from "../store/kinds";
import { render } from "../store/render";
import { saveAndEmit } from "../store/save-and-emit";
import type { Unit } from "../store/unit";
import { addTaxId } from "./tax-ids";

const WRITABLE = [
  "address",
  "balance",
  "business_name",
  "description",
  "email",
  "individual_name",
  "invoice_prefix",
  "invoice_settings",
  "metadata",
  "name",
  "next_invoice_sequence",
  "phone",
  "preferred_locales",
  "shipping",
  "tax_exempt",
];

/** The customer. The unit of work moves to the customer's clock. */
export async function enterCustomer(unit: Unit, id: string, param = "customer"): Promise<Row<"customer">> {
  const row = await unit.need("customer", id, param);
  await unit.enter(row.data.test_clock);
  return row;
}

async function writeCustomer(unit: Unit, data: Customer, params: Params): Promise<void> {
  const email = params.text("email");
  if (email && !EMAIL_PATTERN.test(email))
    throw params.fail("email", `Invalid email address: ${email}`, "email_invalid");
  if (email && email.length > 512)
    throw params.fail("email", "Invalid email address: it is too long.", "email_invalid");
  if (email !== undefined) data.email = email;
  for (const field of ["description", "name", "phone"] as const) {
    const value = params.text(field);
    if (value !== undefined) data[field] = value;
  }
  for (const field of ["business_name", "individual_name"] as const) {
    const value = params.text(field);
    if (value !== undefined) data[field] = value ?? undefined;
  }
  const address = readAddress(params, "address");
  if (address !== undefined) data.address = address;
  const shipping = params.child("shipping")?.only("address", "name", "phone");
  if (params.isEmpty("shipping")) data.shipping = null;
  if (shipping) {
    const to = readAddress(shipping, "address");
    if (!to)
      throw shipping.fail("address", "Missing required param: shipping[address].", "parameter_missing");
    data.shipping = {
      address: to,
      carrier: null,
      name: shipping.need("name"),
      phone: shipping.text("phone") ?? null,
      tracking_number: null,
    };
  }
  const locales = params.texts("preferred_locales");
  if (locales) data.preferred_locales = locales;
  data.balance = params.integer("balance") ?? data.balance;
  data.next_invoice_sequence = params.integer("next_invoice_sequence") ?? data.next_invoice_sequence;
  const prefix = params.text("invoice_prefix");
  if (prefix && !/^[A-Z0-9]{3,12}$/.test(prefix)) {
    throw params.fail("invoice_prefix", "Must be 3–12 uppercase letters or numbers.");
  }
  if (prefix) data.invoice_prefix = prefix;
  data.tax_exempt = params.oneOf("tax_exempt", ["none", "exempt", "reverse"]) ?? data.tax_exempt;
  data.metadata = params.metadata(data.metadata);
  const settings = params
    .child("invoice_settings")
    ?.only("custom_fields", "default_payment_method", "footer");
  if (settings) {
    const fields = readCustomFields(settings);
    if (fields !== undefined) data.invoice_settings.custom_fields = fields;
    const footer = settings.text("footer");
    if (footer !== undefined) data.invoice_settings.footer = footer;
    const method = settings.text("default_payment_method");
    if (method !== undefined) {
      data.invoice_settings.default_payment_method = method
        ? await needOwnMethod(unit, method, data.id, "invoice_settings[default_payment_method]")
        : null;
    }
  }
}

/** A balance that a request sets is in the ledger, too. */
async function recordBalanceSet(unit: Unit, row: Row<"customer">, was: number | null): Promise<void> {
  const { balance, currency } = row.data;
  if (balance === (was ?? 0)) return;
  await recordBalance(unit, row, {
    type: was === null ? "initial" : "adjustment",
    amount: balance - (was ?? 0),
    currency: currency ?? "jpy",
  });
}

/** Ids of customers in live mode, so that a request with a key of the wrong mode can be tested. */
const OF_LIVE_MODE = /^cus_live/i;

function inLiveMode(id: string): StripeError {
  const error = invalid(
    `No such customer: '${id}'; a similar object exists in live mode, but a test mode key was used to make this request.`,
    "id",
    "resource_missing",
  );
  return new StripeError(404, error.body);
}

export const customerRoutes = [
  route(
    "POST /v1/customers",
    [...WRITABLE, "payment_method", "tax_id_data", "test_clock"],
    async (unit, { params }) => {
      const clock = params.text("test_clock") ?? null;
      await unit.enter(clock);
      const data = newCustomer(newId("cus", 14), unit.at);
      data.test_clock = clock;
      data.invoice_prefix = newId("x", 8).slice(2).toUpperCase();
      const method = params.text("payment_method");
      const row = await unit.create("customer", data, {});
      if (method) await attachMethod(unit, method, row);
      await writeCustomer(unit, data, params);
      await unit.save(row);
      await recordBalanceSet(unit, row, null);
      await unit.emit("customer.created", row);
      for (const taxId of params.children("tax_id_data") ?? [])
        await addTaxId(unit, row, taxId.only("type", "value"));
      return render(row);
    },
  ),
  route("GET /v1/customers", [...PAGING, "email", "test_clock"], async (unit, { params, url }) => {
    const clock = params.text("test_clock") ?? null;
    return listPage(
      unit,
      "customer",
      params,
      url,
      { email: params.text("email") ?? undefined },
      (row) => row.data.test_clock === clock,
    );
  }),
  route("GET /v1/customers/:id", [], async (unit, { path }) => {
    const row = await unit.findAny(path.id ?? "");
    if (row?.kind === "customer") return render(row);
    if (OF_LIVE_MODE.test(path.id ?? "")) throw inLiveMode(path.id ?? "");
    return render(await unit.need("customer", path.id ?? ""));
  }),
  route("POST /v1/customers/:id", WRITABLE, async (unit, { path, params }) => {
    const row = await enterCustomer(unit, path.id ?? "", "id");
    const before = render(row);
    await writeCustomer(unit, row.data, params);
    await saveAndEmit(unit, "customer.updated", row, before);
    await recordBalanceSet(unit, row, Number(before.balance));
    return render(row);
  }),
  route("DELETE /v1/customers/:id", [], async (unit, { path }) => {
    const row = await enterCustomer(unit, path.id ?? "", "id");
    for (const subscription of await unit.all("subscription", { customer: row.id })) {
      if (subscription.data.status !== "canceled" && subscription.data.status !== "incomplete_expired") {
        await cancelSubscription(unit, subscription, "cancellation_requested");
      }
    }
    await unit.emit("customer.deleted", row);
    return unit.remove(row);
  }),
  route(
    "GET /v1/customers/:id/payment_methods",
    [...CURSORS, "type", "allow_redisplay"],
    async (unit, { path, params, url }) => {
      await unit.need("customer", path.id ?? "");
      return listPage(unit, "payment_method", params, url, {
        customer: path.id,
        type: params.text("type") ?? undefined,
        allow_redisplay: params.text("allow_redisplay") ?? undefined,
      });
    },
  ),
  route("GET /v1/customers/:id/payment_methods/:method", [], async (unit, { path }) => {
    const row = await unit.need("payment_method", path.method ?? "", "payment_method");
    if (row.data.customer !== path.id)
      throw invalid(`No such PaymentMethod: '${path.method}'`, "payment_method", "resource_missing");
    return render(row);
  }),
];
