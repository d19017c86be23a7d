import { eq } from "drizzle-orm";
import { z } from "zod";
import { sessions } from "@/drizzle/schema";
import { oneself } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";

/** Signs the asker out everywhere, also where they ask from. */
export const endAllOwnSessions = useCase(oneself(), {
  input: z.strictObject({}),
  async write({ tx, userId, audit }): Promise<{ ended: number }> {
    const gone = await tx
      .delete(sessions)
      .where(eq(sessions.userId, userId))
      .returning({ address: sessions.address, userAgent: sessions.userAgent });
    if (gone.length > 0) await audit({ action: "session.all_ended", before: gone });
    return { ended: gone.length };
  },
});
