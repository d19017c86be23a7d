import { and, desc, eq, gt } from "drizzle-orm";
import { z } from "zod";
import { sessions } from "@/drizzle/schema";
import { machineNow } from "@/lib/clock";
import type { Id } from "@/lib/domain/ids";
import { oneself } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";

export type OwnSession = {
  id: Id<"session">;
  address: string;
  userAgent: string;
  createdAt: Date;
  seenAt: Date;
  lastsUntil: Date;
};

/** A page shows no more; whoever has more can end them all. */
const most = 100;

/** Where the asker is signed in, the last used first. */
export const listOwnSessions = useCase(oneself(), {
  input: z.strictObject({}),
  read: ({ tx, userId }): Promise<OwnSession[]> =>
    tx
      .select({
        id: sessions.id,
        address: sessions.address,
        userAgent: sessions.userAgent,
        createdAt: sessions.createdAt,
        seenAt: sessions.seenAt,
        lastsUntil: sessions.lastsUntil,
      })
      .from(sessions)
      .where(and(eq(sessions.userId, userId), gt(sessions.expiresAt, machineNow())))
      .orderBy(desc(sessions.seenAt), desc(sessions.id))
      .limit(most),
});
