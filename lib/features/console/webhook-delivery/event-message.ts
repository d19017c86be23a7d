import type { events, tenants } from "@/drizzle/schema";
import type { EventData } from "@/lib/domain/events/event-data";
import type { EventType } from "@/lib/domain/events/event-types";

/** An event as receivers and the API get it. */
export type EventMessage = {
  id: string;
  type: EventType;
  /** When it happened, by Choba's time. */
  timestamp: string;
  tenant: { id: string; slug: string; external_id: string | null } | null;
  /** Of two events about the same object the higher is the newer. */
  version: string;
  data: EventData;
};

export const eventMessage = ({
  event,
  tenant,
}: {
  event: typeof events.$inferSelect;
  tenant: Pick<typeof tenants.$inferSelect, "id" | "slug" | "externalId"> | null;
}): EventMessage => ({
  id: event.id,
  type: event.type,
  timestamp: event.occurredAt.toISOString(),
  tenant: tenant && { id: tenant.id, slug: tenant.slug, external_id: tenant.externalId },
  version: String(event.version),
  data: event.data,
});
