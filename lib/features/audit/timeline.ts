import { desc, eq } from "drizzle-orm";
import { z } from "zod";
import { auditLog } from "@/drizzle/schema";
import { query } from "../shared/command";

export type TimelineEntry = {
  id: string;
  at: string;
  actor: string;
  actorName: string;
  action: string;
  before: unknown;
  after: unknown;
};

/** What happened to a tenant, newest first. */
export const readTimeline = query({
  action: "timeline.view",
  input: z.strictObject({ limit: z.number().int().min(1).max(200).default(50) }),
  async run({ tx, tenantId, input }): Promise<TimelineEntry[]> {
    const rows = await tx
      .select()
      .from(auditLog)
      .where(eq(auditLog.tenantId, tenantId))
      .orderBy(desc(auditLog.at), desc(auditLog.id))
      .limit(input.limit);
    return rows.map(({ id, at, actor, actorName, action, before, after }) => ({
      id,
      at: at.toISOString(),
      actor,
      actorName,
      action,
      before,
      after,
    }));
  },
});
