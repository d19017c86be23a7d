import { randomUUID } from "node:crypto";
import { v7 } from "uuid";
import { eventName, type Installation } from "./installation";
import { request } from "./load";

export type Ids = "time_ordered" | "random";

/** Calls of `size` events each, with ids that were never used before, of all tenants in turn, in the last hour. */
export function calls(to: Installation, count: number, size: number, ids: Ids): Buffer[] {
  return Array.from({ length: count }, () => {
    const events = Array.from({ length: size }, () => event(to, ids)).join(",");
    return request("POST", "/api/v1/events/ingest", to.secret, `{"events":[${events}]}`);
  });
}

let made = 0;

function event({ tenants }: Installation, ids: Ids): string {
  const number = made++;
  const id = ids === "random" ? randomUUID() : v7();
  const { slug } = tenants[number % tenants.length] as Installation["tenants"][number];
  const at = new Date(Date.now() - (number % 3_600) * 1_000).toISOString();
  return `{"event_id":"${id}","customer_id":"${slug}","event_name":"${eventName}","timestamp":"${at}","metadata":{"bytes":${number % 5_000},"region":"eu-west"}}`;
}
