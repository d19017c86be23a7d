import { z } from "zod";
import type { Transaction } from "@/lib/db/transaction";
import { rolesOf } from "@/lib/domain/access/actor";
import { readAddress } from "@/lib/domain/billing-details/address/read-address";
import type { Address } from "@/lib/domain/billing-details/billing-details";
import { Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { type Audit, recordAudit } from "@/lib/features/foundation/audit/record-audit";
import type { Context } from "@/lib/features/foundation/context/context";
import { line } from "@/lib/features/foundation/input/input-rules";
import type { MessageReference } from "@/lib/features/foundation/outbox/enqueue-message";
import { findBillingDetails } from "@/lib/features/payers/billing-details/queries";
import { writeBillingDetails } from "@/lib/features/payers/billing-details/save-billing-details";

/** As Dodo's API writes an address, which has one line for the street. */
export const addressSchema = z
  .strictObject({
    country: z
      .string()
      .trim()
      .toUpperCase()
      .regex(/^[A-Z]{2}$/),
    state: line(100).default(""),
    city: line(100).default(""),
    street: line(200).default(""),
    zipcode: line(20).default(""),
  })
  .transform(
    ({ country, state, city, street, zipcode }): Address => ({
      ...{ country, state, city },
      postalCode: zipcode,
      line1: street,
      line2: "",
    }),
  );

const fieldNames: Partial<Record<keyof Address, string>> = { postalCode: "zipcode", line1: "street" };

/** Refuses what the address's country would not write, by the sender's fields. */
export function refuseUnreadable(address: Address, at: string): void {
  const fields = readAddress(address).problems.map(({ part, rule, example }) => ({
    field: `${at}.${fieldNames[part] ?? part}`,
    rule,
    ...(example ? { params: { example } } : {}),
  }));
  if (fields.length > 0) throw new Refused("invalid_input", { fields });
}

/**
 * The address becomes the billing details of a tenant that has none. What the tenant entered stays; another country would
 * change its tax, and is refused.
 */
export async function writeAddress(
  tx: Transaction,
  ctx: Context,
  tenant: { id: Id<"tenant">; name: string },
  address: Address,
  at: string,
): Promise<MessageReference | null> {
  refuseUnreadable(address, at);
  const before = await findBillingDetails(tx, tenant.id);
  if (before && before.country !== "") {
    if (before.country === address.country) return null;
    throw new Refused("invalid_input", { fields: [{ field: `${at}.country`, rule: "changes_charge" }] });
  }
  return writeBillingDetails({
    ctx,
    tx,
    tenantId: tenant.id,
    standing: { roles: rolesOf(ctx.actor, null) },
    input: { companyName: before?.companyName || tenant.name, ...address },
    audit: (entry: Audit) => recordAudit(tx, ctx, tenant.id, entry),
  });
}
