import { eq, type SQL, sql } from "drizzle-orm";
import { contracts, licenses, reservations, stripeInvoices, tenants } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { invariant } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { type LicenseStanding, licenseStandings } from "@/lib/domain/license/license-standing";
import type { Context } from "@/lib/features/foundation/context/context";
import { hasPassed, isDebt } from "@/lib/features/license/debts/debt-conditions";

type At = Pick<Context, "now">;

/** What each standing asks of a row of `licenses`. The first that holds is shown: `standingIs` leaves out the earlier ones. */
function conditionOf(standing: LicenseStanding, at: At): SQL {
  switch (standing) {
    case "closed":
      return sql`(exists (
        select 1 from ${tenants} as parted
        where parted.id = ${licenses.tenantId} and parted.closed_at is not null))`;
    case "ended_unpaid":
      return sql`(${licenses.interval} is null and ${licenses.endedAt} is not null and exists (
        select 1 from ${stripeInvoices}
        where ${stripeInvoices.tenantId} = ${licenses.tenantId} and ${isDebt} and ${hasPassed(at)}))`;
    case "suspended":
      return sql`${licenses.suspendedAt} is not null`;
    case "payment_failed":
      return sql`${licenses.payment} = 'failed'`;
    case "authentication_needed":
    case "overdue":
      return sql`${licenses.payment} = ${standing}`;
    case "ends":
      return sql`(${licenses.interval} is not null and (not ${licenses.renews} or exists (
        select 1 from ${contracts} as ending
        where ending.tenant_id = ${licenses.tenantId} and ending.state = 'active' and ending.ending_at is not null)))`;
    case "change_reserved":
      return sql`(exists (
          select 1 from ${reservations}
          where ${reservations.tenantId} = ${licenses.tenantId} and ${reservations.closedAt} is null)
        or exists (
          select 1 from ${contracts} as following
          where following.tenant_id = ${licenses.tenantId} and following.state = 'scheduled'))`;
    case "trial":
      return sql`${licenses.trialEnd} is not null`;
    case "active":
      return sql`${licenses.interval} is not null`;
    case "free":
      return sql`true`;
  }
}

/** True of the licenses that stand so. */
export function standingIs(standing: LicenseStanding, at: At): SQL {
  const earlier = licenseStandings.slice(0, licenseStandings.indexOf(standing));
  const none = earlier.map((each) => sql` and not ${conditionOf(each, at)}`);
  return sql`(${conditionOf(standing, at)}${sql.join(none)})`;
}

/** How a license stands. */
export const standingOf = (at: At): SQL<LicenseStanding> =>
  sql<LicenseStanding>`case ${sql.join(
    licenseStandings.map((each) => sql`when ${conditionOf(each, at)} then ${each}::text`),
    sql` `,
  )} end`;

/** The same of one tenant. */
export async function readStanding(
  tx: Transaction,
  at: At,
  tenantId: Id<"tenant">,
): Promise<LicenseStanding> {
  const own = eq(licenses.tenantId, tenantId);
  const [row] = await tx
    .select({ standing: standingOf(at) })
    .from(licenses)
    .where(own);
  invariant(row, `tenant ${tenantId} has a license`);
  return row.standing;
}
