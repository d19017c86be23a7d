import { issueCreditNote, voidCreditNote } from "../adjustments/credit-note";
import { listOf } from "../core/json";
import { CURSORS, listPage, PAGING, pickPage } from "../http/list-page";
import { route } from "../http/route";
import { CREDIT_NOTE_REASONS } from "../shapes/credit-note";
import { render } from "../store/render";
import { enterCustomer } from "./customers";

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
