import { issueCreditNote, voidCreditNote } from "../adjustments/credit-note";
import { refundCharge } from "../adjustments/refund";
import { invalid } from "../core/errors";
import { listOf } from "../core/json";
import { CURSORS, listPage, PAGING, pick } from "../http/list";
import { route } from "../http/route";
import type { Params } from "../params/params";
import { CREDIT_NOTE_REASONS, REFUND_REASONS } from "../shapes/adjustments";
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

/** Refunds and credit notes: what gives money back or lowers what is asked for. */
export const adjustmentRoutes = [
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
  route(
    "POST /v1/credit_notes",
    [
      "invoice",
      "amount",
      "reason",
      "memo",
      "metadata",
      "refund_amount",
      "credit_amount",
      "out_of_band_amount",
    ],
    async (unit, { params }) => {
      const invoice = await unit.need("invoice", params.need("invoice"), "invoice");
      await unit.enter(invoice.data.test_clock);
      const row = await issueCreditNote(unit, invoice, {
        amount: params.needInteger("amount"),
        reason: params.oneOf("reason", CREDIT_NOTE_REASONS),
        memo: params.text("memo"),
        refund: params.integer("refund_amount"),
        toBalance: params.integer("credit_amount"),
        outOfBand: params.integer("out_of_band_amount"),
      });
      row.data.metadata = params.metadata({});
      await unit.save(row);
      return render(row);
    },
  ),
  route("GET /v1/credit_notes", [...PAGING, "customer", "invoice"], (unit, { params, url }) =>
    listPage(unit, "credit_note", params, url, {
      customer: params.text("customer") ?? undefined,
      invoice: params.text("invoice") ?? undefined,
    }),
  ),
  route("GET /v1/credit_notes/:id", [], async (unit, { path }) =>
    render(await unit.need("credit_note", path.id ?? "")),
  ),
  route("GET /v1/credit_notes/:id/lines", CURSORS, async (unit, { path, params, url }) => {
    const row = await unit.need("credit_note", path.id ?? "");
    const picked = pick(row.data.lines.data, params, "credit_note_line_item");
    return JSON.parse(JSON.stringify(listOf(picked.data, url, picked.hasMore)));
  }),
  route("POST /v1/credit_notes/:id/void", [], async (unit, { path }) => {
    const row = await unit.need("credit_note", path.id ?? "");
    await enterCustomer(unit, row.data.customer);
    await voidCreditNote(unit, row);
    return render(row);
  }),
];
