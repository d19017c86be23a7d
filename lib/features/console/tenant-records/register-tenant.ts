import { z } from "zod";
import { invariant } from "@/lib/domain/errors";
import { holdExternalId } from "@/lib/features/console/customers/edit-customer";
import { inviteOwner } from "@/lib/features/console/new-tenant/create-tenant";
import { foundOwnedTenant, refuseField } from "@/lib/features/console/new-tenant/found-owned-tenant";
import { slugsFor } from "@/lib/features/console/new-tenant/slugs-for";
import { usualFacts } from "@/lib/features/console/new-tenant/usual-facts";
import { emailAddress, foreignId, personName } from "@/lib/features/foundation/input/input-rules";
import { metadata } from "@/lib/features/foundation/input/metadata";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import {
  tenantLocale,
  tenantName,
  tenantSlug,
  timeZoneName,
} from "@/lib/features/people/tenants/tenant-rules";
import { findTenantRecord, type TenantRecord } from "./queries";
import { refuseOtherContent } from "./refuse-other-content";

export const registration = z.strictObject({
  externalId: foreignId,
  name: tenantName,
  slug: tenantSlug.optional(),
  owner: z.strictObject({
    email: emailAddress.transform((email) => email.toLowerCase()),
    name: personName(100).min(1),
    externalId: foreignId.optional(),
  }),
  /** ISO 3166; empty: not known. */
  country: z.string().max(2).default(""),
  currency: z.string().max(10).optional(),
  timeZone: timeZoneName.optional(),
  locale: tenantLocale.optional(),
  metadata: metadata.optional(),
  /** Whether the owner is mailed a link that signs in. Mostly they come in from the SaaS. */
  invite: z.boolean().default(false),
});

export type Registered = { tenant: TenantRecord; isNew: boolean };

/**
 * The SaaS's own servers make a tenant when their customer registers: on Free at once, with its owner. It is known by the
 * SaaS's own id, so the same registration again is the same tenant.
 */
export const registerTenant = useCase(staff("tenants.register"), {
  input: registration,
  async write({ tx, ctx, input }): Promise<Registered> {
    // Two registrations of one id happen one after the other.
    await holdExternalId(tx, input.externalId);
    const known = await findTenantRecord(tx, { externalId: input.externalId });
    if (known) {
      await refuseOtherContent(tx, known, input);
      return { tenant: known, isNew: false };
    }
    const { externalId, name, owner, slug, invite } = input;
    const facts = { name, owner, ...(await usualFacts(tx, input)) };
    const slugs = slug === undefined ? slugsFor(name, owner.email) : [slug];
    const kept = { externalId, salesModel: "self_serve" as const, metadata: input.metadata ?? {} };
    const founded = await foundOwnedTenant(tx, ctx, { ...facts, ...kept, slugs }, "owner.email");
    if (!founded) return refuseField("slug", "slug_taken");
    if (invite) await inviteOwner(tx, ctx, founded.tenantId, facts);
    const tenant = await findTenantRecord(tx, { id: founded.tenantId });
    invariant(tenant, "a tenant just made exists");
    return { tenant, isNew: true };
  },
});
