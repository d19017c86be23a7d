import { eq } from "drizzle-orm";
import { z } from "zod";
import { tenants, users } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { userActor } from "@/lib/domain/access/actor";
import { invariant, Refused } from "@/lib/domain/errors";
import { makeCustomer } from "@/lib/features/console/customers/make-customer";
import { backOffice } from "@/lib/features/foundation/context/back-office";
import type { Context } from "@/lib/features/foundation/context/context";
import { id } from "@/lib/features/foundation/input/id";
import { processMessage } from "@/lib/features/foundation/outbox/process-message";
import { authorise } from "@/lib/features/foundation/use-case/authorise";
import { bearer } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { tokenHash } from "@/lib/features/people/invitations/invitation-token";
import { tenantLocale, tenantName, timeZoneName } from "@/lib/features/people/tenants/tenant-rules";
import { type BoundCheckout, bindToTenant, cartPath } from "./bind-to-tenant";
import { getCheckout } from "./queries";

/** Who goes on, and where. */
export type AcceptedCheckout = { email: string; path: string };

type Written = BoundCheckout & AcceptedCheckout;

/**
 * The mailed link of a checkout: its reader becomes the owner of a new tenant, which is on Free at once, and goes on to
 * the price of the cart. The link works once.
 */
export const acceptCheckout = useCase(bearer(), {
  input: z.strictObject({ id: id("checkout"), token: z.string().max(100) }),
  async write({ ctx, tx, input }): Promise<Written> {
    const checkout = await getCheckout(tx, input.id, { locks: true });
    const { visitor, visitorTokenHash, visitorTokenExpiresAt } = checkout;
    if (!visitor || visitorTokenHash !== tokenHash(input.token)) throw new Refused("invitation_closed");
    if (!visitorTokenExpiresAt || visitorTokenExpiresAt <= ctx.now) throw new Refused("invitation_closed");
    const { email, name, company, timeZone, locale } = visitor;
    const { currency } = checkout;
    const customer = { email, name: company, personName: name, currency, timeZone, locale };
    const tenantId = await makeCustomer(tx, ctx, customer);
    const bound = await bindToTenant(tx, await asOwner(tx, ctx, email), checkout, tenantId, email);
    return { ...bound, email, path: cartPath(bound.slug, checkout) };
  },
  afterCommit: ({ ctx }, written) => follow(ctx, written),
});

/** A signed-in person takes up a checkout, for a tenant where they may buy or for a new one. */
export const takeCheckout = useCase(bearer(), {
  input: z.strictObject({
    id: id("checkout"),
    /** Either a tenant's slug … */
    tenant: z.string().max(60).nullable(),
    /** … or the name of a new one. */
    company: tenantName.nullable(),
    timeZone: timeZoneName.catch("UTC"),
    locale: tenantLocale,
  }),
  async write({ ctx, tx, input }): Promise<Written> {
    const { actor } = ctx;
    if (actor.kind !== "user") throw new Refused("unauthenticated");
    if (actor.staffRole) throw new Refused("staff_are_no_members");
    const [person] = await tx.select().from(users).where(eq(users.id, actor.userId));
    invariant(person, "who is signed in exists");
    const checkout = await getCheckout(tx, input.id, { locks: true });
    const { email } = person;
    const tenantId = input.tenant
      ? await ownTenant(tx, ctx, input.tenant)
      : await newTenant(tx, ctx, checkout.tenantId, { ...input, email, currency: checkout.currency });
    const bound = await bindToTenant(tx, ctx, checkout, tenantId, email);
    return { ...bound, email, path: cartPath(bound.slug, checkout) };
  },
  afterCommit: ({ ctx }, written) => follow(ctx, written),
});

async function follow(ctx: Context, { messages, email, path }: Written): Promise<AcceptedCheckout> {
  for (const message of messages) await processMessage(ctx, message);
  return { email, path };
}

async function asOwner(tx: Transaction, ctx: Context, email: string): Promise<Context> {
  const [owner] = await tx.select().from(users).where(eq(users.email, email));
  invariant(owner, "the owner of a tenant exists");
  return { ...ctx, actor: userActor(owner) };
}

async function ownTenant(tx: Transaction, ctx: Context, slug: string) {
  const [found] = await tx.select({ id: tenants.id }).from(tenants).where(eq(tenants.slug, slug));
  if (!found) throw new Refused("not_found");
  await authorise(tx, ctx, found.id, "license.change");
  return found.id;
}

type NewTenant = {
  company: string | null;
  email: string;
  currency: string;
  timeZone: string;
  locale: "en" | "ja";
};

function newTenant(tx: Transaction, ctx: Context, boundTo: string, { company, ...wanted }: NewTenant) {
  // A checkout that is somebody's already makes no tenant.
  if (boundTo !== backOffice) throw new Refused("not_found");
  if (!company) throw new Refused("invalid_input", { fields: [{ field: "company", rule: "required" }] });
  return makeCustomer(tx, ctx, { ...wanted, name: company, personName: "" });
}
