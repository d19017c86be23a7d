import { refundCharge } from "../adjustments/refund";
import { invalid } from "../core/errors";
import { listPage, PAGING } from "../http/list-page";
import { route } from "../http/route";
import type { Params } from "../params/params";
import { REFUND_REASONS } from "../shapes/refund";
import type { Row } from "../store/kinds";
import { render } from "../store/render";
import type { Unit } from "../store/unit";
import { enterCustomer } from "./customers";

async function chargeToRefund(unit: Unit, params: Params): Promise<Row<"charge">> {
  const named = params.text("charge");
  if (named) return unit.need("charge", named, "charge");
  const intent = await unit.need("payment_intent", params.need("payment_intent"), "payment_intent");
  if (!intent.data.latest_charge)
    throw invalid(`This PaymentIntent (${intent.id}) does not have a successful charge to refund.`);
  return unit.need("charge", intent.data.latest_charge, "charge");
}

export const refundRoutes = [
  route(
    "POST /v1/refunds",
    ["charge", "payment_intent", "amount", "reason", "metadata"],
    async (unit, { params }) => {
      const charge = await chargeToRefund(unit, params);
      if (charge.data.customer) await enterCustomer(unit, charge.data.customer);
      const row = await refundCharge(unit, charge, {
        amount: params.integer("amount"),
        reason: params.oneOf("reason", REFUND_REASONS),
      });
      row.data.metadata = params.metadata({});
      await unit.save(row);
      return render(row);
    },
  ),
  route("GET /v1/refunds", [...PAGING, "charge", "payment_intent"], (unit, { params, url }) =>
    listPage(unit, "refund", params, url, {
      charge: params.text("charge") ?? undefined,
      payment_intent: params.text("payment_intent") ?? undefined,
    }),
  ),
  route("GET /v1/refunds/:id", [], async (unit, { path }) =>
    render(await unit.need("refund", path.id ?? "")),
  ),
];
