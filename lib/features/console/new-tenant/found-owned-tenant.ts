import type { Transaction } from "@/lib/db/transaction";
import { Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import type { Context } from "@/lib/features/foundation/context/context";
import { isStaffAddress } from "@/lib/features/people/invitations/is-staff-address";
import { insertUser } from "@/lib/features/people/members/insert-user";
import { currenciesOnSale } from "./currencies-on-sale";
import { insertTenant, type NewTenant } from "./found-tenant";

export type OwnedTenant = Omit<NewTenant, "slug" | "members"> & {
  /** The first one that is free becomes its address. */
  slugs: readonly string[];
  owner: { email: string; name: string; externalId?: string | undefined };
};

/**
 * Writes a tenant on Free and its owner, known to Choba or not, who is its payment administrator. Whoever makes tenants
 * (staff, the SaaS's servers in either dialect) makes them here. `emailField` is what the caller calls the owner's address.
 * Null if all addresses are taken.
 */
export async function foundOwnedTenant(
  tx: Transaction,
  ctx: Context,
  { slugs, owner, ...facts }: OwnedTenant,
  emailField: string,
): Promise<{ tenantId: Id<"tenant">; slug: string } | null> {
  if (!(await currenciesOnSale(tx)).includes(facts.currency)) refuseField("currency", "not_offered");
  if (await isStaffAddress(tx, owner.email)) refuseField(emailField, "staff_address");
  const { email, name, externalId } = owner;
  const userId = await insertUser(tx, ctx, { email, name, locale: facts.locale });
  for (const slug of slugs) {
    const members = [{ userId, role: "owner" as const, externalId }];
    const tenantId = await insertTenant(tx, ctx, { ...facts, slug, members });
    if (tenantId) return { tenantId, slug };
  }
  return null;
}

export function refuseField(field: string, rule: string): never {
  throw new Refused("invalid_input", { fields: [{ field, rule }] });
}
