import { and, eq, gt, inArray, sql } from "drizzle-orm";
import { auditLog } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { AuditAction } from "@/lib/domain/activity/audit-actions";
import { Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";

/** Mails to one address within an hour, and to all of a tenant's within a day: more is no work of a person. */
export const invitationLimits = { perAddressAndHour: 5, perDay: 100 };

const hourMs = 60 * 60 * 1000;

/** Every entry is one mail that went out, whatever became of the invitation since. */
const sent: AuditAction[] = [
  "members.invited",
  "members.invitation_resent",
  "staff.invited",
  "staff.invitation_resent",
];

/**
 * Refuses one more mail than the limits allow. Counted in the log, which only grows: withdrawing an invitation, or sending
 * it again, makes no room.
 */
export async function refuseTooMany(
  tx: Transaction,
  tenantId: Id<"tenant">,
  email: string,
  now: Date,
): Promise<void> {
  const hourAgo = new Date(now.getTime() - hourMs).toISOString();
  const [counted] = await tx
    .select({
      toAll: sql<number>`count(*)::int`,
      toThem: sql<number>`(count(*) filter (
        where ${auditLog.after} ->> 'email' = ${email} and ${auditLog.at} > ${hourAgo}))::int`,
    })
    .from(auditLog)
    .where(
      and(
        eq(auditLog.tenantId, tenantId),
        inArray(auditLog.action, sent),
        gt(auditLog.at, new Date(now.getTime() - 24 * hourMs)),
      ),
    );
  const { toAll = 0, toThem = 0 } = counted ?? {};
  const { perAddressAndHour, perDay } = invitationLimits;
  if (toThem >= perAddressAndHour || toAll >= perDay)
    throw new Refused("too_many_invitations", { params: { perHour: perAddressAndHour, perDay } });
}
