import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { auditLog, members, tenants, users } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { actorLabel } from "@/lib/domain/access/actor";
import { Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import type { Context } from "@/lib/features/foundation/context/context";
import { id } from "@/lib/features/foundation/input/id";
import { emailAddress, personName } from "@/lib/features/foundation/input/input-rules";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { isStaffAddress } from "@/lib/features/people/invitations/is-staff-address";
import { writeInvitation } from "@/lib/features/people/invitations/write-invitation";
import { lockSalesRep } from "@/lib/features/people/staff/queries";
import {
  tenantLocale,
  tenantName,
  tenantSlug,
  timeZoneName,
} from "@/lib/features/people/tenants/tenant-rules";
import { currenciesOnSale } from "./currencies-on-sale";
import { insertTenant, insertUser } from "./found-tenant";

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
  if (!(await currenciesOnSale(tx)).includes(input.currency)) refuseField("currency", "not_offered");
  if (input.salesRepId && !(await lockSalesRep(tx, input.salesRepId)))
    refuseField("salesRepId", "not_a_sales_rep");
  const { ownerEmail, ownerName, ...facts } = input;
  if (await isStaffAddress(tx, ownerEmail)) refuseField("ownerEmail", "staff_address");
  const ownerId = await insertUser(tx, ctx, { email: ownerEmail, name: ownerName, locale: facts.locale });
  const tenantId = await insertTenant(tx, ctx, { ...facts, members: [{ userId: ownerId, role: "owner" }] });
  if (!tenantId) return { tenantId: await madeBefore(tx, ctx, input), slug: input.slug };
  const invitation = { email: ownerEmail, name: ownerName, role: "owner", locale: facts.locale } as const;
  await writeInvitation(tx, ctx, tenantId, invitation, {
    template: "invitation_owner",
    tenant: facts.name,
    timeZone: facts.timeZone,
  });
  return { tenantId, slug: input.slug };
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

function refuseField(field: string, rule: string): never {
  throw new Refused("invalid_input", { fields: [{ field, rule }] });
}
