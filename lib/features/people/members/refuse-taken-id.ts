import { and, eq } from "drizzle-orm";
import { members } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";

/** Refuses an id of the SaaS's own that another member of the tenant has. The tenant is locked by the caller. */
export async function refuseTakenId(
  tx: Transaction,
  tenantId: Id<"tenant">,
  externalId: string | null | undefined,
): Promise<void> {
  if (typeof externalId !== "string") return;
  const named = and(eq(members.tenantId, tenantId), eq(members.externalId, externalId));
  if ((await tx.$count(members, named)) === 0) return;
  const fields = [{ field: "externalId", rule: "known_with_other_content" }];
  throw new Refused("known_with_other_content", { fields });
}
