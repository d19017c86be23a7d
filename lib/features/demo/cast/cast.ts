import { asc, eq, isNotNull, isNull } from "drizzle-orm";
import { licenses, members, paymentAccounts, reservations, tenants, users } from "@/drizzle/schema";
import { acrossTenants, type Transaction } from "@/lib/db/transaction";
import { type MemberRole, memberRoles, type StaffRole } from "@/lib/domain/access/actions";
import { Refused } from "@/lib/domain/errors";
import { env } from "@/lib/env";

/** Where a tenant of the demo stands: what one finds on its billing dashboard. */
const situations = [
  "no_account",
  "account_created",
  "paid",
  "downgrade_reserved",
  "renewal_stopped",
  "payment_failed",
  "authentication_needed",
  "expired",
  "sales_led",
] as const;
export type Situation = (typeof situations)[number];

export type CastMember = { name: string; email: string; role: MemberRole; isPaymentAdministrator: boolean };
export type CastTenant = { slug: string; name: string; situation: Situation; people: CastMember[] };
export type CastStaff = { name: string; email: string; role: StaffRole };

/** Everybody one can be in the demo: staff, and the tenants' members with the state in which each tenant stands. */
export type Cast = { staff: CastStaff[]; tenants: CastTenant[] };

/** Read from the database as it is now, so that it tells the truth also after the clock has moved. Only in the demo. */
export async function readCast(): Promise<Cast> {
  if (!env().CHOBA_DEMO) throw new Refused("not_found");
  return acrossTenants(async (tx) => ({ staff: await readStaff(tx), tenants: await readTenants(tx) }));
}

async function readStaff(tx: Transaction): Promise<CastStaff[]> {
  const rows = await tx
    .select({ name: users.name, email: users.email, role: users.staffRole })
    .from(users)
    .where(isNotNull(users.staffRole))
    .orderBy(asc(users.id));
  return rows.flatMap(({ role, ...row }) => (role ? [{ ...row, role }] : []));
}

async function readTenants(tx: Transaction): Promise<CastTenant[]> {
  const rows = await tx
    .select({ tenant: tenants, license: licenses, account: paymentAccounts.tenantId })
    .from(tenants)
    .innerJoin(licenses, eq(licenses.tenantId, tenants.id))
    .leftJoin(paymentAccounts, eq(paymentAccounts.tenantId, tenants.id));
  const open = await tx.select().from(reservations).where(isNull(reservations.closedAt));
  const people = await tx
    .select({
      tenantId: members.tenantId,
      role: members.role,
      id: users.id,
      name: users.name,
      email: users.email,
    })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .orderBy(asc(users.id));
  return rows
    .map(({ tenant, license, account }) => ({
      slug: tenant.slug,
      name: tenant.name,
      situation: situationOf({
        tenant,
        license,
        hasAccount: account !== null,
        reserved: open.some((row) => row.tenantId === tenant.id),
      }),
      people: people
        .filter((person) => person.tenantId === tenant.id)
        .sort((a, b) => memberRoles.indexOf(a.role) - memberRoles.indexOf(b.role))
        .map(({ id, name, email, role }) => ({
          name,
          email,
          role,
          isPaymentAdministrator: id === tenant.paymentAdministratorId,
        })),
    }))
    .sort(
      (a, b) =>
        situations.indexOf(a.situation) - situations.indexOf(b.situation) || (a.name < b.name ? -1 : 1),
    );
}

function situationOf(facts: {
  tenant: Pick<typeof tenants.$inferSelect, "salesModel">;
  license: Pick<typeof licenses.$inferSelect, "interval" | "payment" | "renews" | "endedAt">;
  hasAccount: boolean;
  reserved: boolean;
}): Situation {
  const { tenant, license, hasAccount, reserved } = facts;
  if (tenant.salesModel === "sales_led") return "sales_led";
  if (license.payment === "failed") return "payment_failed";
  if (license.payment === "authentication_needed") return "authentication_needed";
  if (license.interval === null) {
    if (license.endedAt) return "expired";
    return hasAccount ? "account_created" : "no_account";
  }
  if (reserved) return "downgrade_reserved";
  return license.renews ? "paid" : "renewal_stopped";
}
