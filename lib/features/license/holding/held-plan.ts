import { eq, inArray } from "drizzle-orm";
import { licenseTerms, planVersions } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { LocalizedText, PaidInterval, PlanDefinition } from "@/lib/domain/catalog/plan";
import { invariant } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { heldInMonth } from "@/lib/domain/license/held-in-month";
import { getLicense } from "@/lib/features/license/lifecycle/queries";
import { agreedSeats } from "./agreed-seats";

/** The plan version that prices a month, in the manner in which it was held. */
export type Pricing = {
  definition: PlanDefinition;
  interval: PaidInterval | null;
  /** People with a seat; null: nobody said how many. */
  seats: number | null;
};

/** What a month is priced by, for people. */
export type HeldPlan = {
  name: LocalizedText;
  version: number;
  /** What was held earlier in the same month, oldest first; `until` is an instant. It prices nothing. */
  earlier: { name: LocalizedText; version: number; until: string }[];
};

/**
 * The plan version that decides a tenant's month, from the history of its license; null where none was held. `until` is
 * the month's end, or now while it is running: then the license itself decides.
 */
export async function planOfMonth(
  tx: Transaction,
  tenantId: Id<"tenant">,
  { start, until, isRunning }: { start: Date; until: Date; isRunning: boolean },
): Promise<{ pricing: Pricing; plan: HeldPlan } | null> {
  const terms = await tx.select().from(licenseTerms).where(eq(licenseTerms.tenantId, tenantId));
  const { deciding, earlier } = heldInMonth(terms, { start, until });
  const held = isRunning ? await getLicense(tx, tenantId) : deciding;
  if (!held) return null;
  const versions = await versionsOf(tx, [held, ...earlier]);
  const told = ({ planVersionId }: { planVersionId: Id<"planVersion"> }) => {
    const found = versions.get(planVersionId);
    invariant(found, `plan version ${planVersionId} exists`);
    return found;
  };
  const { definition, version } = told(held);
  return {
    pricing: {
      definition,
      interval: held.interval,
      seats: await agreedSeats(tx, tenantId, held.planVersionId, until),
    },
    plan: {
      name: definition.name,
      version,
      earlier: earlier
        .filter(({ planVersionId }) => planVersionId !== held.planVersionId)
        .map((term) => {
          const { definition, version } = told(term);
          return { name: definition.name, version, until: (term.endsAt ?? until).toISOString() };
        }),
    },
  };
}

async function versionsOf(tx: Transaction, held: readonly { planVersionId: Id<"planVersion"> }[]) {
  const ids = [...new Set(held.map(({ planVersionId }) => planVersionId))];
  const rows = await tx
    .select({ id: planVersions.id, version: planVersions.version, definition: planVersions.definition })
    .from(planVersions)
    .where(inArray(planVersions.id, ids));
  return new Map(rows.map((row) => [row.id, row]));
}
