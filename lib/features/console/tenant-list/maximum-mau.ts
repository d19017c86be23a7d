import { type SQL, sql } from "drizzle-orm";
import { contracts, licenses, planVersions } from "@/drizzle/schema";

/** Joins to `licenses` the version that each tenant holds, and the contract under which it does, if any. */
export const joinedVersions: SQL = sql`
  left join ${planVersions} on ${planVersions.id} = ${licenses.planVersionId}
  left join ${contracts} on ${contracts.tenantId} = ${licenses.tenantId} and ${contracts.state} = 'active'
    and ${contracts.planVersionId} = ${licenses.planVersionId}`;

const seats = sql`greatest(
  coalesce((${contracts.quantities} ->> 'seats')::int, ${planVersions.includedSeats}, 0),
  coalesce(${planVersions.minimumSeats}, 0))`;

/**
 * The most active users that a license includes in a month, as `limitsOf` says it of the version and the contract's
 * seats; null: no limit. Needs `joinedVersions`.
 */
export const maximumMau: SQL<string | null> = sql`
  floor(${planVersions.includedMau} + ${planVersions.mauPerSeat} * ${seats})`;
