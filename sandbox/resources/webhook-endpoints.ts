import { API_VERSION } from "../core/api-version";
import { invalid } from "../core/errors";
import { newId } from "../core/ids";
import { CURSORS, listPage } from "../http/list-page";
import { route } from "../http/route";
import { newWebhookEndpoint } from "../shapes/webhook-endpoint";
import { render } from "../store/render";

export const webhookEndpointRoutes = [
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
];
