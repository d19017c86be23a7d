import type { webhookEndpoints } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { lockEndpoint } from "@/lib/features/console/webhook-delivery/claim-delivery";

export async function lockedEndpoint(
  tx: Transaction,
  endpointId: Id<"webhookEndpoint">,
): Promise<typeof webhookEndpoints.$inferSelect> {
  const endpoint = await lockEndpoint(tx, endpointId);
  if (!endpoint) throw new Refused("not_found");
  return endpoint;
}
