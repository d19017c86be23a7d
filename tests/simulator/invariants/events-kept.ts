import { sql } from "drizzle-orm";
import type { Invariant } from "./invariant";
import { ask } from "./queries";

export const eventsKept: Invariant = {
  name: "no acknowledged event is lost",
  says: "Every webhook that was answered with 200 stands in the inbox, and what an event was refused for is known.",
  async broken({ storm }) {
    const rows = await ask<{ id: string }>(sql`select id from stripe_events`);
    const kept = new Set(rows.map(({ id }) => id));
    return [...storm.webhooks.acknowledged].filter((id) => !kept.has(id)).map((id) => `${id} is gone`);
  },
};
