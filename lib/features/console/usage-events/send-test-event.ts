import { z } from "zod";
import { type FieldError, Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { selfManaged } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { ingestEvents } from "@/lib/features/usage/metering/ingest/ingest-events";
import { directoryFor } from "@/lib/features/usage/metering/units/directory";
import { eventKey } from "@/lib/features/usage/metering/units/event-key";

const schema = z.strictObject({
  tenant: z.string(),
  eventName: z.string(),
  eventId: z.string(),
  /** JSON, as people type it; empty for none. */
  properties: z.string().max(100_000),
  /** Empty: now. */
  timestamp: z.string(),
});
export type TestEvent = z.input<typeof schema>;

export type TestEventAnswer = {
  outcome: "new" | "known" | "conflict";
  /** No meter unit listens to the name. */
  isUncounted: boolean;
  /** It counts, and is not billed: the time in which its month is corrected is over. */
  isNotBilled: boolean;
  /** Where the event that stands under this id can be looked at. */
  event: { tenant: Id<"tenant">; eventKey: string } | null;
};

/**
 * Sends one event from the console, through the same code as those of the API: it counts, and stays. A refusal names each wrong
 * field as the API does: `event_name`, `metadata.bytes`.
 */
export const sendTestEvent = useCase(selfManaged("usage.ingest"), {
  input: schema,
  async run({ ctx, input: { tenant, eventName, eventId, properties, timestamp } }): Promise<TestEventAnswer> {
    const metadata = parseProperties(properties);
    if ("rule" in metadata)
      throw new Refused("invalid_input", { fields: [{ field: "metadata", ...metadata }] });
    const event = {
      event_id: eventId,
      customer_id: tenant,
      event_name: eventName,
      ...(timestamp && { timestamp }),
      metadata: metadata.value,
    };
    const result = await ingestEvents(ctx, { events: [event] });
    if (!result.ok)
      throw new Refused(result.refusal.code, { fields: result.refusal.fields?.map(withoutIndex) });
    const { value } = result;
    const known = (await directoryFor([tenant])).tenants.get(tenant);
    return {
      outcome: value.new > 0 ? "new" : value.known > 0 ? "known" : "conflict",
      isUncounted: value.uncountedNames.length > 0,
      isNotBilled: value.notBilled.length > 0,
      event: known ? { tenant: known.id, eventKey: eventKey(eventId) } : null,
    };
  },
});

function parseProperties(text: string): { value: unknown } | { rule: "not_json" } {
  if (text.trim() === "") return { value: undefined };
  try {
    return { value: JSON.parse(text) };
  } catch {
    return { rule: "not_json" };
  }
}

const withoutIndex = (error: FieldError): FieldError => ({
  ...error,
  field: error.field.replace(/^events\.0\.?/, ""),
});
