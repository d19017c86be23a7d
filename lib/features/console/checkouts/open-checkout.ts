import { createHash, randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { checkouts } from "@/drizzle/schema";
import { Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { addressSchema, refuseUnreadable, writeAddress } from "@/lib/features/console/customers/address";
import { customersOfAddress, findCustomer } from "@/lib/features/console/customers/queries";
import { recordAudit } from "@/lib/features/foundation/audit/record-audit";
import { backOffice } from "@/lib/features/foundation/context/back-office";
import { emailAddress, foreignId, organisationName } from "@/lib/features/foundation/input/input-rules";
import { metadata } from "@/lib/features/foundation/input/metadata";
import { returnAddress } from "@/lib/features/foundation/input/return-address";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { cartSchema, wantedOf } from "./cart";
import { checkoutLivesMs, sameCheckout } from "./queries";

const input = z.strictObject({
  cart: cartSchema,
  /** A tenant's id, its slug, or its Stripe customer's id. */
  customer: foreignId.nullable(),
  email: emailAddress.nullable(),
  name: organisationName(120).nullable(),
  returnUrl: returnAddress.nullable(),
  cancelUrl: returnAddress.nullable(),
  address: addressSchema.nullable(),
  metadata: metadata.default({}),
  /** The sender's own name for this request. */
  idempotencyKey: z.string().min(1).max(255).nullable(),
});

export type OpenedCheckout = { id: Id<"checkout">; tenantId: Id<"tenant"> | null };

/**
 * The SaaS's own servers fill a cart that somebody buys on the hosted page. A known customer is named, or is the only
 * one who pays with this address. The same request again is the same checkout while it is not bought, if it says whom
 * it is for or bears the sender's own name; otherwise two visitors could meet on one page.
 */
export const openCheckout = useCase(staff("checkouts.create"), {
  input,
  async write({ tx, ctx, input }): Promise<OpenedCheckout> {
    const { cart, idempotencyKey } = input;
    const known = await customerOf(tx, input);
    if (known?.salesModel === "sales_led") throw new Refused("sales_led");
    if (input.address) refuseUnreadable(input.address, "billing_address");
    const wanted = await wantedOf(tx, cart, known, ctx.now);
    const requestHash = createHash("sha256")
      .update(JSON.stringify(input, (_, part) => (typeof part === "bigint" ? `${part}` : part)))
      .digest("hex");
    const keyId = ctx.actor.kind === "api_key" ? ctx.actor.keyId : null;
    const request = { requestHash, keyId, idempotencyKey };
    if (known || input.email || idempotencyKey) {
      await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`checkout ${requestHash}`}))`);
      const same = await sameCheckout(tx, request, ctx.now);
      if (same) return { id: same.id, tenantId: known?.id ?? null };
    }
    const id: Id<"checkout"> = `cks_${randomBytes(16).toString("hex")}`;
    const tenantId = known?.id ?? backOffice;
    const { planKey, interval, seats, addons, product } = wanted;
    const { email, name, address, returnUrl, cancelUrl, metadata } = input;
    await tx.insert(checkouts).values({
      tenantId,
      id,
      ...request,
      ...{ planKey, interval, seats, addons, email, name, address, returnUrl, cancelUrl, metadata },
      couponCode: cart.couponCode,
      currency: product.definition.currency,
      createdAt: ctx.now,
      expiresAt: new Date(ctx.now.getTime() + checkoutLivesMs),
    });
    await recordAudit(tx, ctx, tenantId, {
      action: "checkout.open",
      after: { plan: planKey, interval, seats },
    });
    if (known && address) await writeAddress(tx, ctx, known, address, "billing_address");
    return { id, tenantId: known?.id ?? null };
  },
});

async function customerOf(
  tx: Parameters<typeof findCustomer>[0],
  { customer, email }: z.output<typeof input>,
) {
  if (customer !== null) {
    const found = await findCustomer(tx, customer);
    if (found) return found;
    throw new Refused("invalid_input", {
      fields: [{ field: "customer.customer_id", rule: "unknown_tenant" }],
    });
  }
  // Somebody who pays for several chooses on the page.
  const [only, ...others] = email === null ? [] : await customersOfAddress(tx, email);
  return only && others.length === 0 ? only : null;
}
