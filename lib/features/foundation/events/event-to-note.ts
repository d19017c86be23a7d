import type { EventData, EventDataOf } from "@/lib/domain/events/event-data";
import type { EventObject, EventType } from "@/lib/domain/events/event-types";
import type { Id } from "@/lib/domain/ids";

/** One thing to tell the SaaS's own servers. */
export type EventToNote = {
  type: EventType;
  /** Of which object of the tenant; null: of the newest of its kind, which is the one that was just changed. */
  about?: string | null;
  /** What is told if the object itself is in no table. */
  data?: EventData;
  /** The log's entry, for what only stands there. */
  entry?: { before?: unknown; after?: unknown };
  /** Names a fact that may be noted several times and is told once. */
  fact?: string;
};

export type Noted = EventToNote & { about: string | null; tenantId: Id<"tenant">; at: Date };

/** An object as an event carries it; null: there is nothing to tell of. */
export type ReadObject<Kind extends EventObject> = { id: string; data: EventDataOf[Kind] } | null;
