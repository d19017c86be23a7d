import { and, eq, lt } from "drizzle-orm";
import { promises } from "@/drizzle/schema";
import { newId } from "@/lib/db/ids";
import type { Transaction } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import type { Writing } from "@/lib/features/foundation/use-case/use-case";
import type { ChangeFacts } from "@/lib/features/license/plan-change/change-facts";
import { type ChangePreview, digestOf, previewOf } from "@/lib/features/license/plan-change/preview-change";
import type { WantedChange } from "@/lib/features/license/plan-change/wanted-change";

export type KeptPromise = typeof promises.$inferSelect;

/** A preview with the id by which exactly it is placed. Null: it changes nothing, so there is nothing to place. */
export type PromisedPreview = ChangePreview & { promiseId: Id<"promise"> | null };

/** A promise holds for its day. What was placed by it is found by the order, so a month is long enough. */
const keptForMs = 31 * 86_400_000;

/** Keeps what was just worked out, and shows it. */
export async function keepPromise(
  { ctx, tx, tenantId }: Omit<Writing<unknown>, "input">,
  change: WantedChange,
  facts: ChangeFacts,
): Promise<PromisedPreview> {
  const preview = previewOf(facts);
  if (facts.kind === "same") return { ...preview, promiseId: null };
  const id = newId("promise");
  await tx.insert(promises).values({ tenantId, id, change, digest: digestOf(facts), createdAt: ctx.now });
  const old = lt(promises.createdAt, new Date(ctx.now.getTime() - keptForMs));
  await tx.delete(promises).where(and(eq(promises.tenantId, tenantId), old));
  return { ...preview, promiseId: id };
}

export async function findPromise(
  tx: Transaction,
  tenantId: Id<"tenant">,
  id: Id<"promise">,
): Promise<KeptPromise | null> {
  const own = and(eq(promises.tenantId, tenantId), eq(promises.id, id));
  const [found] = await tx.select().from(promises).where(own);
  return found ?? null;
}
