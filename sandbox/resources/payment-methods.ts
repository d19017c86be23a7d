import { CURSORS, listPage } from "../http/list-page";
import { route } from "../http/route";
import type { Params } from "../params/params";
import { attachMethod, detachMethod } from "../payments/payment-methods";
import { readAddress } from "../shapes/address";
import type { BillingDetails } from "../shapes/payment";
import { render } from "../store/render";
import { saveAndEmit } from "../store/save-and-emit";
import { enterCustomer } from "./customers";

function readBilling(params: Params, billing: BillingDetails): BillingDetails {
  const sent = params.child("billing_details")?.only("address", "email", "name", "phone");
  if (!sent) return billing;
  const pick = (key: "email" | "name" | "phone") => {
    const value = sent.text(key);
    return value === undefined ? billing[key] : value;
  };
  const address = readAddress(sent, "address");
  return {
    address: address === undefined ? billing.address : address,
    email: pick("email"),
    name: pick("name"),
    phone: pick("phone"),
    tax_id: billing.tax_id,
  };
}

export const paymentMethodRoutes = [
  route("GET /v1/payment_methods", [...CURSORS, "customer", "type"], async (unit, { params, url }) => {
    const customer = params.text("customer") ?? undefined;
    if (customer) await unit.need("customer", customer, "customer");
    return listPage(
      unit,
      "payment_method",
      params,
      url,
      { customer, type: params.text("type") ?? undefined },
      (row) => row.data.customer !== null,
    );
  }),
  route("GET /v1/payment_methods/:id", [], async (unit, { path }) =>
    render(await unit.need("payment_method", path.id ?? "", "payment_method")),
  ),
  route(
    "POST /v1/payment_methods/:id",
    ["billing_details", "metadata", "card", "allow_redisplay"],
    async (unit, { path, params }) => {
      const row = await unit.need("payment_method", path.id ?? "", "payment_method");
      const before = render(row);
      row.data.billing_details = readBilling(params, row.data.billing_details);
      row.data.metadata = params.metadata(row.data.metadata);
      row.data.allow_redisplay =
        params.oneOf("allow_redisplay", ["always", "limited", "unspecified"]) ?? row.data.allow_redisplay;
      const card = params.child("card")?.only("exp_month", "exp_year");
      row.data.card.exp_month = card?.integer("exp_month") ?? row.data.card.exp_month;
      row.data.card.exp_year = card?.integer("exp_year") ?? row.data.card.exp_year;
      await saveAndEmit(unit, "payment_method.updated", row, before);
      return render(row);
    },
  ),
  route("POST /v1/payment_methods/:id/attach", ["customer"], async (unit, { path, params }) => {
    const customer = await enterCustomer(unit, params.need("customer"));
    return render(await attachMethod(unit, path.id ?? "", customer));
  }),
  route("POST /v1/payment_methods/:id/detach", [], async (unit, { path }) => {
    const row = await unit.need("payment_method", path.id ?? "", "payment_method");
    if (row.data.customer) await enterCustomer(unit, row.data.customer);
    await detachMethod(unit, row);
    return render(row);
  }),
];
