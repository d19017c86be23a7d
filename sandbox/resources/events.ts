import { invalid } from "../core/errors";
import { listPage, PAGING } from "../http/list-page";
import { route } from "../http/route";
import { render } from "../store/render";

const matches = (pattern: string, type: string) =>
  pattern === type || (pattern.endsWith(".*") && type.startsWith(pattern.slice(0, -1)));

export const eventRoutes = [
  route("GET /v1/events", [...PAGING, "delivery_success", "type", "types"], (unit, { params, url }) => {
    const type = params.text("type");
    const types = params.texts("types");
    const delivered = params.flag("delivery_success");
    if (type && types) throw invalid("You may only specify one of these parameters: type, types.");
    if (types && types.length > 20) throw params.fail("types", "At most 20 types are allowed.");
    return listPage(
      unit,
      "event",
      params,
      url,
      {},
      ({ data }) =>
        (delivered === undefined || (data.pending_webhooks === 0) === delivered) &&
        (!type || matches(type, data.type)) &&
        (!types || types.some((one) => matches(one, data.type))),
    );
  }),
  route("GET /v1/events/:id", [], async (unit, { path }) => render(await unit.need("event", path.id ?? ""))),
];
