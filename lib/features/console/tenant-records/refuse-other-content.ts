import { isDeepStrictEqual } from "node:util";
import type { z } from "zod";
import type { Transaction } from "@/lib/db/transaction";
import { Refused } from "@/lib/domain/errors";
import { ownersOf, type TenantRecord } from "./queries";
import type { registration } from "./register-tenant";

/**
 * Refuses a registration that says something else of a tenant than is known, field by field. What it does not say is not
 * compared; nor is the owner's name, which is theirs to change.
 */
export async function refuseOtherContent(
  tx: Transaction,
  known: TenantRecord,
  input: z.output<typeof registration>,
): Promise<void> {
  const said = {
    name: input.name,
    slug: input.slug,
    currency: input.currency?.toUpperCase(),
    timeZone: input.timeZone,
    locale: input.locale,
    metadata: input.metadata,
  };
  const differs = Object.entries(said)
    .filter(
      ([field, value]) => value !== undefined && !isDeepStrictEqual(value, known[field as keyof typeof said]),
    )
    .map(([field]) => field);
  const owners = await ownersOf(tx, [known.id]);
  const owner = owners.find(({ email }) => email === input.owner.email);
  if (!owner) differs.push("owner.email");
  else if (input.owner.externalId !== undefined && owner.externalId !== input.owner.externalId)
    differs.push("owner.externalId");
  if (differs.length === 0) return;
  const fields = differs.map((field) => ({ field, rule: "known_with_other_content" }));
  throw new Refused("known_with_other_content", { fields });
}
