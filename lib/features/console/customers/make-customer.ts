import { and, eq, isNull, sql } from "drizzle-orm";
import { members, tenants, users } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { invariant } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { foundOwnedTenant } from "@/lib/features/console/new-tenant/found-owned-tenant";
import { slugsFor } from "@/lib/features/console/new-tenant/slugs-for";
import type { Context } from "@/lib/features/foundation/context/context";

export type NewCustomer = {
  email: string;
  /** The company's name. */
  name: string;
  /** The owner's own name; empty: the company's. */
  personName: string;
  currency: string;
  timeZone: string;
  locale: "en" | "ja";
};

/**
 * A tenant on Free with its owner, who signs in by the usual link. The same address and name again are the same tenant,
 * so that a repeated request makes no second one.
 */
export async function makeCustomer(
  tx: Transaction,
  ctx: Context,
  wanted: NewCustomer,
): Promise<Id<"tenant">> {
  const email = wanted.email.trim().toLowerCase();
  // Two requests for one address happen one after the other.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`customer ${email}`}))`);
  const made = await ownTenant(tx, email, wanted.name);
  if (made) return made;
  const { name, personName, currency, timeZone, locale } = wanted;
  const facts = { name, salesModel: "self_serve", currency, timeZone, locale } as const;
  const owner = { email, name: personName || name };
  const founded = await foundOwnedTenant(tx, ctx, { ...facts, slugs: slugsFor(name, email), owner }, "email");
  invariant(founded, "one of the addresses is free");
  return founded.tenantId;
}

async function ownTenant(tx: Transaction, email: string, name: string): Promise<Id<"tenant"> | null> {
  const [row] = await tx
    .select({ id: tenants.id })
    .from(tenants)
    .innerJoin(members, and(eq(members.tenantId, tenants.id), eq(members.role, "owner")))
    .innerJoin(users, and(eq(users.id, members.userId), eq(users.email, email)))
    .where(and(eq(tenants.name, name), isNull(tenants.closedAt)));
  return row?.id ?? null;
}
