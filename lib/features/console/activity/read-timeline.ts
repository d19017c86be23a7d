import { and, desc, eq, inArray, ne, or, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { auditLog } from "@/drizzle/schema";
import { may } from "@/lib/domain/access/actions";
import type { AuditAction, AuditArea } from "@/lib/domain/activity/audit-actions";
import { activityKindNames, activityKinds } from "@/lib/domain/activity/kinds";
import { actionsForTenants, areasForTenants, forTenant, withdrawal } from "@/lib/domain/activity/readers";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { dashboardUrl } from "@/lib/stripe/client";

export type TimelineEntry = {
  id: string;
  at: string;
  actor: string;
  actorName: string;
  action: AuditAction;
  before: unknown;
  after: unknown;
  /** Where at Stripe the thing itself lies; for staff. */
  dashboardUrl: string | null;
};

/** A person in the log, with their newest name. */
export type TimelineActor = { actor: string; name: string };

export type TimelinePage = {
  entries: TimelineEntry[];
  /** Where the older ones begin; null when these are the last. */
  older: string | null;
  actors: TimelineActor[];
};

/** `<instant>_<id>` of the last entry of a page: entries of one instant are distinguished by their id. */
const cursor = z.string().regex(/^\d{4}-\d\d-\d\dT[\d:.]+Z_aud_[0-9a-z]{8,40}$/);

/** The area of an action: `license` of `license.renewed`. */
const area = sql<AuditArea>`split_part(${auditLog.action}, '.', 1)`;

/** Asked of the database too, so that a page is full and its actors are those of entries that are shown. */
const readByTenants = and(
  or(inArray(area, areasForTenants), inArray(auditLog.action, actionsForTenants)),
  or(ne(auditLog.action, withdrawal), sql`${auditLog.before} ->> 'state' <> 'draft'`),
);

/**
 * What happened to a tenant, newest first, a page at a time; all of it, or one kind, or what one person did. Readers
 * without the right to read notes get what `forTenant` leaves.
 */
export const readTimeline = useCase(tenant("timeline.view"), {
  input: z.strictObject({
    limit: z.number().int().min(1).max(200).default(50),
    kind: z.enum(activityKindNames).optional(),
    actor: z.string().max(100).optional(),
    before: cursor.optional(),
  }),
  async read({ tx, tenantId, standing, input }): Promise<TimelinePage> {
    const { limit, kind, actor, before } = input;
    const ofTenant = eq(auditLog.tenantId, tenantId);
    const isDesk = may(standing.roles, "notes.view");
    const seen = isDesk ? undefined : readByTenants;
    const rows = await tx
      .select()
      .from(auditLog)
      .where(
        and(
          ofTenant,
          seen,
          kind && inArray(area, [...activityKinds[kind]]),
          actor ? eq(auditLog.actor, actor) : undefined,
          before ? olderThan(before) : undefined,
        ),
      )
      .orderBy(desc(auditLog.at), desc(auditLog.id))
      .limit(limit + 1);
    const shown = rows.slice(0, limit);
    const last = rows.length > limit ? shown.at(-1) : undefined;
    const actors = await tx
      .select({
        actor: auditLog.actor,
        name: sql<string>`(array_agg(${auditLog.actorName} order by ${auditLog.at} desc))[1]`,
      })
      .from(auditLog)
      .where(and(ofTenant, seen))
      .groupBy(auditLog.actor)
      .orderBy(sql`2`)
      .limit(200);
    return {
      entries: shown
        .map(({ id, at, actor, actorName, action, before, after }) => ({
          id,
          at: at.toISOString(),
          actor,
          actorName,
          action,
          before,
          after,
          dashboardUrl: isDesk ? atStripe(after) : null,
        }))
        .flatMap((entry) => (isDesk ? entry : (forTenant(entry) ?? []))),
      older: last ? `${last.at.toISOString()}_${last.id}` : null,
      actors,
    };
  },
});

/** Disputes are answered at Stripe, so their entries lead there. */
function atStripe(after: unknown): string | null {
  const { disputeId } = (after ?? {}) as { disputeId?: unknown };
  return typeof disputeId === "string" ? dashboardUrl(`disputes/${disputeId}`) : null;
}

function olderThan(before: string): SQL | undefined {
  const [, at = "", id = ""] = /^([^_]+)_(.+)$/.exec(before) ?? [];
  const instant = new Date(at);
  if (Number.isNaN(instant.getTime())) return undefined;
  return or(
    sql`${auditLog.at} < ${instant.toISOString()}`,
    and(eq(auditLog.at, instant), sql`${auditLog.id} < ${id}`),
  );
}
