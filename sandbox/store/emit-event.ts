import { API_VERSION } from "../core/api-version";
import { newId } from "../core/ids";
import type { JsonObject } from "../core/json";
import type { Kind, Row } from "./kinds";
import { render } from "./render";
import type { Unit } from "./unit";

/** Stores an event with a snapshot of the object, and a pending delivery for each endpoint that listens. */
export async function emitEvent(
  unit: Unit,
  type: string,
  row: Row<Kind>,
  previous?: JsonObject,
): Promise<Row<"event">> {
  const endpoints = await listeners(unit, type);
  const event = await unit.create(
    "event",
    {
      id: newId("evt"),
      object: "event",
      api_version: API_VERSION,
      created: unit.at,
      data: {
        object: render(row),
        ...(previous ? { previous_attributes: previous } : {}),
      },
      livemode: false,
      pending_webhooks: endpoints.length,
      request: { id: unit.request.id, idempotency_key: unit.request.idempotencyKey },
      type,
    },
    {},
  );
  for (const endpoint of endpoints) {
    await unit.tx`
      INSERT INTO sandbox.deliveries (event_id, endpoint_id) VALUES (${event.id}, ${endpoint.id})`;
  }
  return event;
}

/** Replaces the snapshot in an event of this unit of work by the object as it is now. */
export async function refreshEvent(unit: Unit, event: Row<"event">, row: Row<Kind>): Promise<void> {
  event.data.data.object = render(row);
  await unit.save(event);
}

async function listeners(unit: Unit, type: string): Promise<Row<"webhook_endpoint">[]> {
  const endpoints = await unit.all("webhook_endpoint", { status: "enabled" });
  return endpoints.filter(({ data }) => data.enabled_events.some((name) => name === "*" || name === type));
}
