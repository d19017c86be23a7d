import { API_VERSION } from "../core/api-version";
import { invalid } from "../core/errors";
import { newId } from "../core/ids";
import { CURSORS, listPage, PAGING } from "../http/list";
import { route } from "../http/route";
import { newTestClock, newWebhookEndpoint } from "../shapes/other";
import { render } from "../store/render";
import { removeClock } from "./remove-clock";

const matches = (pattern: string, type: string) =>
  pattern === type || (pattern.endsWith(".*") && type.startsWith(pattern.slice(0, -1)));

export const systemRoutes = [
  route("GET /v1/events", [...PAGING, "type", "types"], (unit, { params, url }) => {
    const type = params.text("type");
    const types = params.texts("types");
    return listPage(
      unit,
      "event",
      params,
      url,
      {},
      ({ data }) =>
        (!type || matches(type, data.type)) && (!types || types.some((one) => matches(one, data.type))),
    );
  }),
  route("GET /v1/events/:id", [], async (unit, { path }) => render(await unit.need("event", path.id ?? ""))),
  route(
    "POST /v1/webhook_endpoints",
    ["url", "enabled_events", "api_version", "description", "metadata"],
    async (unit, { params }) => {
      const url = params.need("url");
      if (!/^https?:\/\//.test(url))
        throw invalid(
          "Invalid URL: An explicit scheme (such as https) must be provided.",
          "url",
          "url_invalid",
        );
      const data = newWebhookEndpoint(newId("we"), unit.at, url);
      data.enabled_events = params.texts("enabled_events") ?? [];
      if (data.enabled_events.length === 0)
        throw params.fail("enabled_events", "Missing required param: enabled_events.", "parameter_missing");
      data.api_version = params.text("api_version") ?? API_VERSION;
      data.description = params.text("description") ?? null;
      data.metadata = params.metadata({});
      const secret = newId("whsec", 32);
      const row = await unit.create("webhook_endpoint", data, { secret, isFromEnvironment: false });
      return { ...render(row), secret };
    },
  ),
  route("GET /v1/webhook_endpoints", CURSORS, (unit, { params, url }) =>
    listPage(unit, "webhook_endpoint", params, url),
  ),
  route("GET /v1/webhook_endpoints/:id", [], async (unit, { path }) =>
    render(await unit.need("webhook_endpoint", path.id ?? "")),
  ),
  route(
    "POST /v1/webhook_endpoints/:id",
    ["url", "enabled_events", "description", "disabled", "metadata"],
    async (unit, { path, params }) => {
      const row = await unit.need("webhook_endpoint", path.id ?? "");
      row.data.url = params.text("url") ?? row.data.url;
      row.data.enabled_events = params.texts("enabled_events") ?? row.data.enabled_events;
      const disabled = params.flag("disabled");
      if (disabled !== undefined) row.data.status = disabled ? "disabled" : "enabled";
      row.data.metadata = params.metadata(row.data.metadata);
      await unit.save(row);
      return render(row);
    },
  ),
  route("DELETE /v1/webhook_endpoints/:id", [], async (unit, { path }) =>
    unit.remove(await unit.need("webhook_endpoint", path.id ?? "")),
  ),
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
    await removeClock(unit, row.id);
    await unit.emit("test_helpers.test_clock.deleted", row);
    return unit.remove(row);
  }),
];
