import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { auditLog, members, tenants, users } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { actorLabel } from "@/lib/domain/access/actor";
import type { Id } from "@/lib/domain/ids";
import type { Context } from "@/lib/features/foundation/context/context";
import { id } from "@/lib/features/foundation/input/id";
import { emailAddress, personName } from "@/lib/features/foundation/input/input-rules";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { writeInvitation } from "@/lib/features/people/invitations/write-invitation";
import { lockSalesRep } from "@/lib/features/people/staff/queries";
import {
  tenantLocale,
  tenantName,
  tenantSlug,
  timeZoneName,
} from "@/lib/features/people/tenants/tenant-rules";
import { foundOwnedTenant, type OwnedTenant, refuseField } from "./found-owned-tenant";

export const newTenant = z.strictObject({
  name: tenantName,
  slug: tenantSlug,
  ownerEmail: emailAddress.transform((email) => email.toLowerCase()),
  ownerName: personName(100).min(1),
  salesModel: z.enum(["self_serve", "sales_led"]),
  currency: z.string(),
  timeZone: timeZoneName,
  locale: tenantLocale,
  salesRepId: id("user", "not_a_sales_rep").nullable(),
});

export type CreatedTenant = { tenantId: Id<"tenant">; slug: string };

/**
 * Staff create a tenant. Its owner, known to Choba or not, owns it from now on, is its payment administrator, and is
 * mailed a link that signs in. The same tenant sent twice is one tenant, and the second answer is the first one's.
 */
export const createTenant = useCase(staff("tenant.create"), {
  input: newTenant,
  write: ({ tx, ctx, input }): Promise<CreatedTenant> => writeNewTenant(tx, ctx, input),
});

/** `createTenant` within a transaction of the caller's, who has asked whether the actor may. */
export async function writeNewTenant(
  tx: Transaction,
  ctx: Context,
  input: z.output<typeof newTenant>,
): Promise<CreatedTenant> {
  if (input.salesRepId && !(await lockSalesRep(tx, input.salesRepId)))
    refuseField("salesRepId", "not_a_sales_rep");
  const { ownerEmail, ownerName, ...facts } = input;
  const { slug, ...rest } = facts;
  const owned = { ...rest, slugs: [slug], owner: { email: ownerEmail, name: ownerName } };
  const founded = await foundOwnedTenant(tx, ctx, owned, "ownerEmail");
  if (!founded) return { tenantId: await madeBefore(tx, ctx, input), slug };
  await inviteOwner(tx, ctx, founded.tenantId, { ...facts, owner: owned.owner });
  return founded;
}

/** Mails the owner of a tenant that was just made a link that signs in. */
export async function inviteOwner(
  tx: Transaction,
  ctx: Context,
  tenantId: Id<"tenant">,
  { name, timeZone, locale, owner }: Pick<OwnedTenant, "name" | "timeZone" | "locale" | "owner">,
): Promise<void> {
  const invitation = { email: owner.email, name: owner.name, role: "owner", locale } as const;
  await writeInvitation(tx, ctx, tenantId, invitation, {
    template: "invitation_owner",
    tenant: name,
    timeZone,
  });
}

/** The tenant that the same person made with the same words; an address that anything else has is taken. */
async function madeBefore(
  tx: Transaction,
  ctx: Context,
  { ownerEmail, ownerName: _, ...facts }: z.output<typeof newTenant>,
): Promise<Id<"tenant">> {
  const [made] = await tx
    .select({ tenant: tenants })
    .from(tenants)
    .innerJoin(members, and(eq(members.tenantId, tenants.id), eq(members.role, "owner")))
    .innerJoin(users, and(eq(users.id, members.userId), eq(users.email, ownerEmail)))
    .innerJoin(
      auditLog,
      and(
        eq(auditLog.tenantId, tenants.id),
        eq(auditLog.action, "tenant.create"),
        eq(auditLog.actor, actorLabel(ctx.actor)),
      ),
    )
    .where(eq(tenants.slug, facts.slug));
  const isSame =
    made && Object.entries(facts).every(([fact, value]) => made.tenant[fact as keyof typeof facts] === value);
  if (!isSame) return refuseField("slug", "slug_taken");
  return made.tenant.id;
}
