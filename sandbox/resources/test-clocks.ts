import { invalid } from "../core/errors";
import { newId } from "../core/ids";
import { CURSORS, listPage } from "../http/list-page";
import { route } from "../http/route";
import { newTestClock } from "../shapes/test-clock";
import type { Row } from "../store/kinds";
import { isKind } from "../store/kinds";
import { render } from "../store/render";
import type { Unit } from "../store/unit";

export const testClockRoutes = [
  route("POST /v1/test_helpers/test_clocks", ["frozen_time", "name"], async (unit, { params }) => {
    const data = newTestClock(newId("clock"), unit.at, params.needInteger("frozen_time"));
    data.name = params.text("name") ?? null;
    const row = await unit.create("test_helpers.test_clock", data, {});
    await unit.emit("test_helpers.test_clock.created", row);
    return render(row);
  }),
  route("GET /v1/test_helpers/test_clocks", CURSORS, (unit, { params, url }) =>
    listPage(unit, "test_helpers.test_clock", params, url),
  ),
  route("GET /v1/test_helpers/test_clocks/:id", [], async (unit, { path }) =>
    render(await unit.need("test_helpers.test_clock", path.id ?? "")),
  ),
  route("POST /v1/test_helpers/test_clocks/:id/advance", ["frozen_time"], async (unit, { path, params }) => {
    const row = await unit.need("test_helpers.test_clock", path.id ?? "");
    const target = params.needInteger("frozen_time");
    if (row.data.status === "advancing")
      throw invalid("The test clock is still advancing; wait until it is ready.");
    if (target <= row.data.frozen_time)
      throw params.fail("frozen_time", "The new frozen time must be later than the current one.");
    row.data.status = "advancing";
    row.data.status_details = { advancing: { target_frozen_time: target } };
    await unit.save(row);
    await unit.emit("test_helpers.test_clock.advancing", row);
    return render(row);
  }),
  route("DELETE /v1/test_helpers/test_clocks/:id", [], async (unit, { path }) => {
    const row = await unit.need("test_helpers.test_clock", path.id ?? "");
    await removeObjectsOf(unit, row.id);
    await unit.emit("test_helpers.test_clock.deleted", row);
    return unit.remove(row);
  }),
];

/** With a test clock Stripe deletes its customers and cancels their subscriptions. */
async function removeObjectsOf(unit: Unit, clock: string): Promise<void> {
  const records = await unit.tx<{ id: string }[]>`
    SELECT id FROM sandbox.objects
    WHERE clock = ${clock} AND NOT deleted AND id <> ${clock} AND kind IN ('customer', 'subscription', 'invoice')`;
  for (const { id } of records) {
    const row = await unit.findAny(id);
    if (!row) continue;
    if (isKind(row, "subscription")) await cancelWithoutEvents(unit, row);
    else await unit.remove(row);
  }
}

async function cancelWithoutEvents(unit: Unit, row: Row<"subscription">): Promise<void> {
  row.data.status = "canceled";
  row.data.ended_at = unit.at;
  await unit.save(row);
}
