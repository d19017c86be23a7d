import { and, eq, isNull } from "drizzle-orm";
import { licenseTerms } from "@/drizzle/schema";
import { newId } from "@/lib/db/ids";
import type { Transaction } from "@/lib/db/transaction";
import type { PaidInterval } from "@/lib/domain/catalog/plan";
import type { Id } from "@/lib/domain/ids";

type Holding = { licenseId: Id<"license">; planVersionId: Id<"planVersion">; interval: PaidInterval | null };

/** Appends to the history of what the tenant holds: the open term ends where the new one starts. */
export async function beginTerm(
  tx: Transaction,
  tenantId: Id<"tenant">,
  holding: Holding,
  startsAt: Date,
): Promise<void> {
  const open = and(eq(licenseTerms.tenantId, tenantId), isNull(licenseTerms.endsAt));
  const [current] = await tx.select().from(licenseTerms).where(open);
  if (current?.planVersionId === holding.planVersionId && current.interval === holding.interval) return;
  // A term that would have no length never held: a yearly license that continues monthly passes no moment on Free.
  if (current && current.startsAt >= startsAt) await tx.delete(licenseTerms).where(open);
  else await tx.update(licenseTerms).set({ endsAt: startsAt }).where(open);
  await tx.insert(licenseTerms).values({ tenantId, id: newId("licenseTerm"), ...holding, startsAt });
}
