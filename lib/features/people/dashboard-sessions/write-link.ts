import { dashboardSessions } from "@/drizzle/schema";
import { machineNow } from "@/lib/clock";
import { newId } from "@/lib/db/ids";
import type { Transaction } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import { publicUrl } from "@/lib/env";
import { newToken, tokenHash } from "@/lib/features/people/invitations/invitation-token";

/** Whoever asks for a link has a browser waiting for it, so it need not live longer. */
const linkLivesMs = 60_000;

export type NewDashboardSession = { id: Id<"dashboardSession">; url: string; expiresAt: Date };

type Link = Pick<
  typeof dashboardSessions.$inferInsert,
  "tenantId" | "userId" | "path" | "outsideUrl" | "locale" | "returnUrl" | "embedOrigin"
>;

/** Keeps a new link. Its token is in the address that is returned and nowhere else. */
export async function writeLink(tx: Transaction, link: Link): Promise<NewDashboardSession> {
  const [id, token, now] = [newId("dashboardSession"), newToken(), machineNow()];
  const expiresAt = new Date(now.getTime() + linkLivesMs);
  await tx
    .insert(dashboardSessions)
    .values({ ...link, id, linkHash: tokenHash(token), createdAt: now, expiresAt });
  return { id, url: `${publicUrl()}/open/${token}`, expiresAt };
}
