import { and, eq, gt, isNull } from "drizzle-orm";
import { z } from "zod";
import { dashboardSessions, members, sessions, tenants, users } from "@/drizzle/schema";
import { machineNow } from "@/lib/clock";
import { newId } from "@/lib/db/ids";
import type { Transaction } from "@/lib/db/transaction";
import { userActor } from "@/lib/domain/access/actor";
import { Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { recordAudit } from "@/lib/features/foundation/audit/record-audit";
import type { Context } from "@/lib/features/foundation/context/context";
import { bearer } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { newToken, tokenHash } from "@/lib/features/people/invitations/invitation-token";
import { personColumns } from "@/lib/features/people/tenants/queries";

/** However much it is used, and also if the browser never closes. */
export const dashboardSessionLivesMs = 60 * 60_000;

export type OpenedDashboard = {
  id: Id<"dashboardSession">;
  /** For the browser's cookie. */
  sessionToken: string;
  /** Below which paths the cookie is sent. */
  tenantPath: string;
  /** Where the browser goes now. */
  target: string;
  isEmbedded: boolean;
  locale: "en" | "ja" | null;
};

/**
 * Opens the page of a link and signs its person in there, for an hour and in that tenant alone. Of several attempts at
 * once one succeeds: the row is written by whoever finds it unopened.
 */
export const openDashboardSession = useCase(bearer(), {
  input: z.strictObject({
    token: z.string().min(1).max(200),
    address: z.string().transform((text) => text.slice(0, 64)),
    userAgent: z.string().transform((text) => text.slice(0, 400)),
  }),
  async write({ ctx, input: { token, ...from }, tx }): Promise<OpenedDashboard> {
    const now = machineNow();
    const sessionToken = newToken();
    const [link] = await tx
      .update(dashboardSessions)
      .set({ openedAt: now, sessionHash: tokenHash(sessionToken) })
      .where(
        and(
          eq(dashboardSessions.linkHash, tokenHash(token)),
          isNull(dashboardSessions.openedAt),
          gt(dashboardSessions.expiresAt, now),
        ),
      )
      .returning();
    if (!link) throw new Refused("not_found");
    const { person, slug } = await memberNow(tx, link);
    const end = new Date(now.getTime() + dashboardSessionLivesMs);
    await tx.insert(sessions).values({
      ...from,
      id: newId("session"),
      tokenHash: tokenHash(sessionToken),
      userId: person.id,
      onlyIn: link.tenantId,
      createdAt: now,
      seenAt: now,
      expiresAt: end,
      lastsUntil: end,
    });
    const as: Context = { ...ctx, actor: userActor({ ...person, onlyIn: link.tenantId }) };
    await recordAudit(tx, as, link.tenantId, {
      action: "dashboard_session.open",
      after: { dashboardSessionId: link.id, ...from },
    });
    const tenantPath = `/t/${slug}`;
    const target = link.outsideUrl ?? `${tenantPath}${link.path}`;
    const isEmbedded = link.embedOrigin !== null;
    return { id: link.id, sessionToken, tenantPath, target, isEmbedded, locale: link.locale };
  },
});

/** Who was removed, or became staff, within the minute opens nothing. */
async function memberNow(tx: Transaction, link: { tenantId: Id<"tenant">; userId: Id<"user"> }) {
  const [found] = await tx
    .select({ person: personColumns, slug: tenants.slug })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .innerJoin(tenants, eq(tenants.id, members.tenantId))
    .where(
      and(eq(members.tenantId, link.tenantId), eq(members.userId, link.userId), isNull(users.staffRole)),
    );
  if (!found) throw new Refused("not_found");
  return found;
}
