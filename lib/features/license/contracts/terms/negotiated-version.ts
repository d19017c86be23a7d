import { planVersions } from "@/drizzle/schema";
import { newId } from "@/lib/db/ids";
import type { Transaction } from "@/lib/db/transaction";
import type { NegotiatedOverride } from "@/lib/domain/contract/contract";
import type { Id } from "@/lib/domain/ids";
import { isSameDefinition } from "@/lib/features/catalog/plans/record/is-same-definition";
import type { Context } from "@/lib/features/foundation/context/context";
import type { Base } from "./check-terms";

/**
 * What was negotiated becomes a plan version of the tenant's own, so that limits, usage, prices and screens need to know
 * nothing of it. Terms that say what the published version says need none.
 */
export async function versionFor(
  tx: Transaction,
  ctx: Context,
  tenantId: Id<"tenant">,
  base: Base,
  override: NegotiatedOverride | null,
): Promise<{ planVersionId: Id<"planVersion">; reason: string | null }> {
  if (!override || isSameDefinition(override.definition, base.definition))
    return { planVersionId: base.id, reason: null };
  const id = newId("planVersion");
  await tx.insert(planVersions).values({
    id,
    planId: base.planId,
    version: base.version,
    definition: override.definition,
    publishedAt: ctx.now,
    negotiatedFor: tenantId,
  });
  return { planVersionId: id, reason: override.reason };
}
