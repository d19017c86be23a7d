import { randomBytes } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { members, tenants, users } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { invariant, Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { proposeSlug, slugLength, slugProblem } from "@/lib/domain/tenant/slug";
import { currenciesOnSale } from "@/lib/features/console/new-tenant/currencies-on-sale";
import { insertTenant, insertUser } from "@/lib/features/console/new-tenant/found-tenant";
import type { Context } from "@/lib/features/foundation/context/context";
import { isStaffAddress } from "@/lib/features/people/invitations/is-staff-address";

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
  if (!(await currenciesOnSale(tx)).includes(wanted.currency)) refuseField("currency", "not_offered");
  if (await isStaffAddress(tx, email)) refuseField("email", "staff_address");
  const made = await ownTenant(tx, email, wanted.name);
  if (made) return made;
  const { name, personName, currency, timeZone, locale } = wanted;
  const userId = await insertUser(tx, ctx, { email, name: personName || name, locale });
  const facts = { name, salesModel: "self_serve", currency, timeZone, locale } as const;
  for (const slug of slugsFor(name)) {
    const tenantId = await insertTenant(tx, ctx, { ...facts, slug, members: [{ userId, role: "owner" }] });
    if (tenantId) return tenantId;
  }
  invariant(false, "one of the addresses is free");
}

async function ownTenant(tx: Transaction, email: string, name: string): Promise<Id<"tenant"> | null> {
  const [row] = await tx
    .select({ id: tenants.id })
    .from(tenants)
    .innerJoin(members, and(eq(members.tenantId, tenants.id), eq(members.role, "owner")))
    .innerJoin(users, and(eq(users.id, members.userId), eq(users.email, email)))
    .where(eq(tenants.name, name));
  return row?.id ?? null;
}

/** The address made of the name, and others should it be taken. Names without Latin letters have only the others. */
function slugsFor(name: string): string[] {
  const plain = proposeSlug(name);
  const stem = plain.slice(0, slugLength.maximum - 13).replace(/-+$/, "") || "customer";
  const isUsable = plain.length >= slugLength.minimum && slugProblem(plain) === null;
  return [
    ...(isUsable ? [plain] : []),
    `${stem}-${randomBytes(3).toString("hex")}`,
    `${stem}-${randomBytes(6).toString("hex")}`,
  ];
}

function refuseField(field: string, rule: string): never {
  throw new Refused("invalid_input", { fields: [{ field, rule }] });
}
