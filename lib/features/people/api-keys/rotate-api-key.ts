import { eq } from "drizzle-orm";
import { z } from "zod";
import { apiKeys } from "@/drizzle/schema";
import { newId } from "@/lib/db/ids";
import { refreshKnownEpoch } from "@/lib/db/known-epoch";
import { Refused } from "@/lib/domain/errors";
import { actorName } from "@/lib/features/foundation/audit/record-audit";
import { id } from "@/lib/features/foundation/input/id";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { type NewApiKey, writeKey } from "./write-key";

const hourMs = 3_600_000;
const longestOverlapHours = 30 * 24;

/**
 * Makes the successor of a key, with its name, scopes, tenants and end. The former one goes on opening for so many hours,
 * so that programs change over without a gap; 0 ends it at once. Refusals: `not_found` for a key that does not exist or
 * opens nothing any more, `already_replaced` for one that has a successor: its secret was shown and is not made again.
 */
export const rotateApiKey = useCase(staff("api_keys.manage"), {
  input: z.strictObject({
    keyId: id("apiKey"),
    overlapHours: z.int().min(0).max(longestOverlapHours).default(72),
  }),
  async write({ ctx, tx, input: { keyId, overlapHours }, audit }): Promise<NewApiKey> {
    const [former] = await tx.select().from(apiKeys).where(eq(apiKeys.id, keyId)).for("update");
    const isOver = former?.endsAt && former.endsAt <= ctx.now;
    if (!former || former.revokedAt || isOver) throw new Refused("not_found");
    if (former.replacedBy) throw new Refused("already_replaced");
    const successorId = newId("apiKey");
    const made = await writeKey(tx, {
      id: successorId,
      name: former.name,
      kind: former.kind,
      scopes: former.scopes,
      tenantIds: former.tenantIds,
      endsAt: former.endsAt,
      createdBy: actorName(ctx),
      createdAt: ctx.now,
    });
    const overlapEnd = new Date(ctx.now.getTime() + overlapHours * hourMs);
    const endsAt = former.endsAt && former.endsAt < overlapEnd ? former.endsAt : overlapEnd;
    await tx.update(apiKeys).set({ endsAt, replacedBy: successorId }).where(eq(apiKeys.id, keyId));
    await audit({
      action: "api_key.rotate",
      before: { keyId },
      after: { keyId: successorId, formerEndsAt: endsAt.toISOString() },
    });
    return made;
  },
  /** Reads of this process end with it too; those of others a moment later. */
  async afterCommit(_, made) {
    await refreshKnownEpoch();
    return made;
  },
});
