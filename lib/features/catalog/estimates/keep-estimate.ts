import { createHash } from "node:crypto";
import { lt, sql } from "drizzle-orm";
import { estimates } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { actorLabel } from "@/lib/domain/access/actor";
import type { Id } from "@/lib/domain/ids";
import type { Context } from "@/lib/features/foundation/context/context";
import type { EstimateRequest } from "./estimate-input";
import type { MadeEstimate } from "./make-estimate";

/** An estimate that nobody asks for any more is kept for a year and a month: as long as a yearly offer is talked about. */
const keptForMs = 396 * 86_400_000;

/** Keeps an estimate with its inputs, and answers its id. The same inputs and the same result are the same estimate. */
export async function keepEstimate(
  tx: Transaction,
  { actor, now }: Context,
  inputs: EstimateRequest,
  result: MadeEstimate,
): Promise<Id<"estimate">> {
  const id = estimateId(inputs, result);
  await tx
    .insert(estimates)
    .values({
      id,
      inputs,
      result,
      firstToldTo: actorLabel(actor),
      firstToldAt: now,
      lastToldAt: now,
      times: 1,
    })
    .onConflictDoUpdate({
      target: estimates.id,
      set: { lastToldAt: now, times: sql`${estimates.times} + 1` },
    });
  await tx.delete(estimates).where(lt(estimates.lastToldAt, new Date(now.getTime() - keptForMs)));
  return id;
}

function estimateId(inputs: EstimateRequest, result: MadeEstimate): Id<"estimate"> {
  const text = (_: string, part: unknown) => (typeof part === "bigint" ? `${part}` : part);
  const hash = createHash("sha256")
    .update(JSON.stringify([inputs, result], text))
    .digest("hex");
  return `est_${hash.slice(0, 32)}`;
}
