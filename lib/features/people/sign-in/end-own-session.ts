import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { sessions } from "@/drizzle/schema";
import { id } from "@/lib/features/foundation/input/id";
import { oneself } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";

/** Ends one of the asker's sessions. Somebody else's, or one that has ended, changes nothing. */
export const endOwnSession = useCase(oneself(), {
  input: z.strictObject({ id: id("session", "not_offered") }),
  async write({ tx, userId, input, audit }): Promise<{ ended: boolean }> {
    const [gone] = await tx
      .delete(sessions)
      .where(and(eq(sessions.id, input.id), eq(sessions.userId, userId)))
      .returning({ address: sessions.address, userAgent: sessions.userAgent });
    if (gone) await audit({ action: "session.ended", before: gone });
    return { ended: gone !== undefined };
  },
});
