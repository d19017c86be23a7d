import { listPage, PAGING } from "../http/list-page";
import { route } from "../http/route";
import { render } from "../store/render";

const matches = (pattern: string, type: string) =>
  pattern === type || (pattern.endsWith(".*") && type.startsWith(pattern.slice(0, -1)));

export const eventRoutes = [
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
];
