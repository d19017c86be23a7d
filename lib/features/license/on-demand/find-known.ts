import { isDeepStrictEqual } from "node:util";
import { and, eq, gt, isNull, notInArray } from "drizzle-orm";
import { charges, onDemandCharges } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import type { OnDemandCharge } from "@/lib/domain/on-demand/on-demand-lines";
import type { Context } from "@/lib/features/foundation/context/context";
import type { WhatIsCharged } from "./priced-charge";
import type { OnDemandRow } from "./queries";

/**
 * How long the same charge again is taken for a repetition. Dodo's package tries three times and waits a minute for each
 * answer, so the last one may come two minutes and some seconds after the first.
 */
const repeatsWithinMs = 3 * 60_000;

type Asked = {
  what: WhatIsCharged;
  description: string;
  externalId?: string;
  mergesRepeats: boolean;
  metadata: Record<string, string>;
};

/** The charge that is asked for, if it was made before. The caller has locked the license, so none is on its way. */
export async function findKnown(
  tx: Transaction,
  { now }: Context,
  tenantId: Id<"tenant">,
  asked: Asked,
): Promise<OnDemandRow | null> {
  if (asked.externalId !== undefined) return findByExternalId(tx, tenantId, asked.externalId, asked);
  if (!asked.mergesRepeats) return null;
  const rows = await tx
    .select({ row: onDemandCharges })
    .from(onDemandCharges)
    .innerJoin(
      charges,
      and(eq(charges.tenantId, onDemandCharges.tenantId), eq(charges.id, onDemandCharges.chargeId)),
    )
    .where(
      and(
        eq(onDemandCharges.tenantId, tenantId),
        isNull(onDemandCharges.externalId),
        gt(onDemandCharges.createdAt, new Date(now.getTime() - repeatsWithinMs)),
        // One that came to nothing may be asked for again.
        notInArray(charges.state, ["void", "failed"]),
      ),
    );
  const same = rows.find(
    ({ row }) => isSame(row.charge, asked) && isDeepStrictEqual(row.metadata, asked.metadata),
  );
  return same?.row ?? null;
}

async function findByExternalId(
  tx: Transaction,
  tenantId: Id<"tenant">,
  externalId: string,
  asked: Asked,
): Promise<OnDemandRow | null> {
  const [row] = await tx
    .select()
    .from(onDemandCharges)
    .where(and(eq(onDemandCharges.tenantId, tenantId), eq(onDemandCharges.externalId, externalId)));
  if (!row || isSame(row.charge, asked)) return row ?? null;
  throw new Refused("invalid_input", { fields: [{ field: "externalId", rule: "known_with_other_content" }] });
}

function isSame(charge: OnDemandCharge, { what, description }: Asked): boolean {
  if (charge.description !== description) return false;
  if (charge.component === null)
    return "amountMinor" in what && charge.amountMinor === BigInt(what.amountMinor);
  return "component" in what && charge.component === what.component && charge.quantity === what.quantity;
}
