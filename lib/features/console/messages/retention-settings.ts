import { eq } from "drizzle-orm";
import { z } from "zod";
import { retentionSettings } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import {
  leastRetentionDays,
  mostRetentionDays,
  type Retention,
  usualRetention,
} from "@/lib/domain/messages/retention";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";

export const theOneRow = 1;
const days = (name: keyof Retention) => z.int().min(leastRetentionDays(name)).max(mostRetentionDays);

/** As usual, until somebody has said otherwise. */
export async function retentionOf(tx: Transaction): Promise<Retention> {
  const [row] = await tx.select().from(retentionSettings).where(eq(retentionSettings.id, theOneRow));
  if (!row) return usualRetention;
  const { payloadDays, mailDays, tokenDays, deadJobDays, historyDays, eventDays } = row;
  return { payloadDays, mailDays, tokenDays, deadJobDays, historyDays, eventDays };
}

export const readRetention = useCase(staff("messages.view"), {
  input: z.strictObject({}),
  read: ({ tx }): Promise<Retention> => retentionOf(tx),
});

/** Holds from the next hour on, when what is older is deleted. */
export const saveRetention = useCase(staff("messages.settle"), {
  input: z.strictObject({
    payloadDays: days("payloadDays"),
    mailDays: days("mailDays"),
    tokenDays: days("tokenDays"),
    deadJobDays: days("deadJobDays"),
    historyDays: days("historyDays"),
    eventDays: days("eventDays"),
  }),
  async write({ input, tx, audit }): Promise<Retention> {
    const before = await retentionOf(tx);
    if (JSON.stringify(before) === JSON.stringify(input)) return input;
    await tx
      .insert(retentionSettings)
      .values({ id: theOneRow, ...input })
      .onConflictDoUpdate({ target: retentionSettings.id, set: input });
    await audit({ action: "retention_settings.save", before, after: input });
    return input;
  },
});
