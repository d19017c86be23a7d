import { sql } from "drizzle-orm";
import { type AnyPgColumn, pgPolicy, pgRole, text, timestamp } from "drizzle-orm/pg-core";

/**
 * Database roles that own nothing. Every transaction of the application takes one of them, so a forgotten
 * `where` shows an empty table instead of another tenant's rows.
 */
export const tenantRole = pgRole("choba_tenant").existing();
export const staffRole = pgRole("choba_staff").existing();
export const ingestRole = pgRole("choba_ingest").existing();

/** The tenant that the current transaction acts for; set by `inTenant` in lib/db. */
const currentTenant = sql`(select current_setting('choba.tenant_id', true))`;

/** First column of every tenant table, and first in its primary key. */
export const tenantId = () => text("tenant_id").notNull();

export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: "date", precision: 3 });

/**
 * Policies of a table in which each row belongs to one tenant: the tenant role sees its own rows, staff see
 * all.
 */
export function tenantPolicies(table: string, column: AnyPgColumn) {
  const own = sql`${column} = ${currentTenant}`;
  return [
    pgPolicy(`${table}_own_rows`, { for: "all", to: tenantRole, using: own, withCheck: own }),
    pgPolicy(`${table}_all_rows_for_staff`, {
      for: "all",
      to: staffRole,
      using: sql`true`,
      withCheck: sql`true`,
    }),
  ];
}

/** A table without tenant: every transaction may read it, and only staff's (and Choba's own) may write it. */
export function sharedPolicies(table: string) {
  return [
    pgPolicy(`${table}_readable`, { for: "select", to: tenantRole, using: sql`true` }),
    pgPolicy(`${table}_for_staff`, { for: "all", to: staffRole, using: sql`true`, withCheck: sql`true` }),
  ];
}

/**
 * A shared table in which some rows belong to one tenant. That tenant reads them and may add its own. Other
 * tenants see only the rows that belong to nobody.
 */
export function negotiablePolicies(table: string, owner: AnyPgColumn) {
  return [
    pgPolicy(`${table}_readable`, {
      for: "select",
      to: tenantRole,
      using: sql`${owner} is null or ${owner} = ${currentTenant}`,
    }),
    pgPolicy(`${table}_negotiated`, {
      for: "insert",
      to: tenantRole,
      withCheck: sql`${owner} = ${currentTenant}`,
    }),
    ...internalPolicies(table),
  ];
}

/** A table that only Choba's own processes use. */
export function internalPolicies(table: string) {
  return [
    pgPolicy(`${table}_for_staff`, { for: "all", to: staffRole, using: sql`true`, withCheck: sql`true` }),
  ];
}
