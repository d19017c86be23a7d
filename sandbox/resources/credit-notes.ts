import { issueCreditNote, totalsOf, voidCreditNote } from "../adjustments/credit-note";
import { readCreditNoteLines } from "../adjustments/credit-note-lines";
import { listOf } from "../core/json";
import { CURSORS, listPage, PAGING, pickPage } from "../http/list-page";
import { route } from "../http/route";
import type { Params } from "../params/params";
import { CREDIT_NOTE_REASONS, type CreditNoteLine } from "../shapes/credit-note";
import type { Row } from "../store/kinds";
import { render } from "../store/render";
import type { Unit } from "../store/unit";
import { enterCustomer } from "./customers";

/** What the lines add up to. An `amount` that is sent beside them must say the same. */
function readAmount(params: Params, lines: CreditNoteLine[] | undefined): number {
  if (!lines) return params.needInteger("amount");
  const { subtotal, discount, exclusive } = totalsOf(lines);
  const total = subtotal - discount + exclusive;
  const sent = params.integer("amount");
  if (sent !== undefined && sent !== total)
    throw params.fail("amount", `The amount (${sent}) must equal the total of the lines (${total}).`);
  return total;
}

/** Refunds of the invoice's charge that were made before. */
async function readRefunds(unit: Unit, invoice: Row<"invoice">, params: Params) {
  const linked: { refund: Row<"refund">; amount: number }[] = [];
  for (const entry of params.children("refunds") ?? []) {
    entry.only("amount_refunded", "refund", "type");
    const refund = await unit.need("refund", entry.need("refund"), entry.name("refund"));
    if (refund.data.payment_intent !== invoice.hidden.paymentIntent)
      throw entry.fail("refund", "The refund belongs to another payment.");
    linked.push({ refund, amount: entry.integer("amount_refunded") ?? refund.data.amount });
  }
  return linked;
}

export const creditNoteRoutes = [
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
      "effective_at",
      "email_type",
      "lines",
      "refunds",
    ],
    async (unit, { params }) => {
      const invoice = await unit.need("invoice", params.need("invoice"), "invoice");
      await unit.enter(invoice.data.test_clock);
      const lines = await readCreditNoteLines(unit, invoice, params);
      const row = await issueCreditNote(unit, invoice, {
        amount: readAmount(params, lines),
        lines,
        refunds: await readRefunds(unit, invoice, params),
        reason: params.oneOf("reason", CREDIT_NOTE_REASONS),
        memo: params.text("memo"),
        refund: params.integer("refund_amount"),
        toBalance: params.integer("credit_amount"),
        outOfBand: params.integer("out_of_band_amount"),
      });
      row.data.metadata = params.metadata({});
      row.data.effective_at = params.integer("effective_at") ?? row.data.effective_at;
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
    const picked = pickPage(row.data.lines.data, params, "credit_note_line_item");
    return JSON.parse(JSON.stringify(listOf(picked.data, url, picked.hasMore)));
  }),
  route("POST /v1/credit_notes/:id/void", [], async (unit, { path }) => {
    const row = await unit.need("credit_note", path.id ?? "");
    await enterCustomer(unit, row.data.customer);
    await voidCreditNote(unit, row);
    return render(row);
  }),
];
