import { invalid } from "../core/errors";
import { isObject, type Json, type JsonObject, listOf } from "../core/json";
import { render } from "../store/render";
import type { Unit } from "../store/unit";

const MAX_LEVELS = 4;

/** Fields that Stripe shows only when `expand[]` names them. */
const INCLUDABLE: {
  [object: string]: { [field: string]: (unit: Unit, object: JsonObject) => Promise<Json | undefined> };
} = {
  invoice: {
    payments: async (unit, invoice) => {
      const payments = await unit.all("invoice_payment", { invoice: String(invoice.id) });
      return listOf(
        payments.map(render),
        `/v1/invoice_payments?invoice=${invoice.id}`,
      ) as unknown as JsonObject;
    },
    confirmation_secret: async (unit, invoice) => {
      const row = await unit.find("invoice", String(invoice.id));
      const intent = row?.hidden.paymentIntent
        ? await unit.find("payment_intent", row.hidden.paymentIntent)
        : null;
      return intent ? { client_secret: intent.data.client_secret, type: "payment_intent" } : null;
    },
  },
  charge: {
    refunds: async (unit, charge) => {
      const refunds = await unit.all("refund", { charge: String(charge.id) });
      return listOf(
        refunds.reverse().map(render),
        `/v1/charges/${charge.id}/refunds`,
      ) as unknown as JsonObject;
    },
  },
  coupon: {
    applies_to: async (unit, coupon) => {
      const row = await unit.find("coupon", String(coupon.id));
      return row?.hidden.products ? { products: row.hidden.products } : undefined;
    },
  },
  customer: {
    tax_ids: async (unit, customer) => {
      const taxIds = await unit.all("tax_id", { customer: String(customer.id) });
      return listOf(
        taxIds.reverse().map(render),
        `/v1/customers/${customer.id}/tax_ids`,
      ) as unknown as JsonObject;
    },
    subscriptions: async (unit, customer) => {
      const rows = await unit.all("subscription", { customer: String(customer.id) });
      const current = rows
        .reverse()
        .filter(({ data }) => data.status !== "canceled" && data.status !== "incomplete_expired");
      return listOf(
        current.map(render),
        `/v1/customers/${customer.id}/subscriptions`,
      ) as unknown as JsonObject;
    },
    // Automatic tax is not covered, and no customer's place is known to it.
    tax: async () => ({
      automatic_tax: "unrecognized_location",
      ip_address: null,
      location: null,
      provider: "stripe",
    }),
    invoice_credit_balance: async (_unit, { balance, currency }) =>
      balance && currency ? { [String(currency)]: balance } : {},
    sources: async (_unit, customer) =>
      listOf([], `/v1/customers/${customer.id}/sources`) as unknown as JsonObject,
  },
};

/** Replaces ids by objects along each path of `expand[]`. Changes `answer` in place. */
export async function expandAll(unit: Unit, answer: JsonObject, paths: string[]): Promise<void> {
  for (const path of paths) {
    const segments = path.split(".");
    if (segments.filter((segment) => segment !== "data").length > MAX_LEVELS) {
      throw invalid(
        `You cannot expand more than ${MAX_LEVELS} levels of a property. Property: ${path}`,
        "expand",
      );
    }
    await follow(unit, answer, segments, path);
  }
}

async function follow(unit: Unit, object: JsonObject, segments: string[], path: string): Promise<void> {
  const [field, ...rest] = segments;
  if (field === undefined) return;
  // A deleted object has no fields to include.
  const include = object.deleted ? undefined : INCLUDABLE[String(object.object)]?.[field];
  if (include && !object[field]) {
    const included = await include(unit, object);
    if (included === undefined) return;
    object[field] = included;
  }
  const value = object[field];
  if (value === undefined) {
    if (object.deleted) return;
    throw invalid(`This property cannot be expanded (${path}).`, "expand");
  }
  if (value === null) return;
  if (Array.isArray(value)) {
    for (const [index, element] of value.entries()) {
      if (typeof element === "string") {
        const row = await unit.findAny(element);
        if (row) value[index] = render(row);
      }
      const expanded = value[index];
      if (isObject(expanded)) await follow(unit, expanded, rest, path);
    }
    return;
  }
  if (typeof value === "string") {
    const row = await unit.findAny(value);
    if (!row) throw invalid(`This property cannot be expanded (${path}).`, "expand");
    object[field] = render(row);
  } else if (!isObject(value)) {
    throw invalid(`This property cannot be expanded (${path}).`, "expand");
  }
  const child = object[field];
  if (isObject(child)) await follow(unit, child, rest, path);
}
