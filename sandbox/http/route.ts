import type { JsonObject } from "../core/json";
import type { Params } from "../params/params";
import type { Unit } from "../store/unit";

export interface Call {
  /** The values of the path's `:names`. */
  path: { [name: string]: string };
  params: Params;
  /** The request's path, for the `url` of lists. */
  url: string;
}

export type Handler = (unit: Unit, call: Call) => Promise<JsonObject>;

export interface Route {
  method: "GET" | "POST" | "DELETE";
  pattern: RegExp;
  names: string[];
  /** The parameters it accepts, besides `expand`. */
  params: string[];
  handle: Handler;
}

/** Declares one endpoint: `route("POST /v1/customers/:id", ["name"], handler)`. */
export function route(signature: string, params: string[], handle: Handler): Route {
  const [method = "", path = ""] = signature.split(" ");
  const names = [...path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? "");
  const pattern = new RegExp(`^${path.replace(/:\w+/g, "([^/]+)")}$`);
  return { method: method as Route["method"], pattern, names, params, handle };
}

export function matchRoute(
  routes: Route[],
  method: string,
  path: string,
): { route: Route; values: Call["path"] } | null {
  for (const candidate of routes) {
    if (candidate.method !== method) continue;
    const match = candidate.pattern.exec(path);
    if (!match) continue;
    const values: Call["path"] = {};
    for (const [index, name] of candidate.names.entries())
      values[name] = decodeURIComponent(match[index + 1] ?? "");
    return { route: candidate, values };
  }
  return null;
}
