import { closeDispute } from "../adjustments/dispute";
import { listPage, PAGING } from "../http/list-page";
import { route } from "../http/route";
import { render } from "../store/render";

/** Payers' banks open disputes. Here a person opens them in the dashboard. */
export const disputeRoutes = [
  route("GET /v1/disputes", [...PAGING, "charge", "payment_intent"], (unit, { params, url }) =>
    listPage(unit, "dispute", params, url, {
      charge: params.text("charge") ?? undefined,
      payment_intent: params.text("payment_intent") ?? undefined,
    }),
  ),
  route("GET /v1/disputes/:id", [], async (unit, { path }) =>
    render(await unit.need("dispute", path.id ?? "")),
  ),
  route("POST /v1/disputes/:id/close", [], async (unit, { path }) => {
    const row = await unit.need("dispute", path.id ?? "");
    const charge = await unit.need("charge", row.data.charge);
    if (charge.data.customer)
      await unit.enter((await unit.need("customer", charge.data.customer)).data.test_clock);
    await closeDispute(unit, row, "lost");
    return render(row);
  }),
];
