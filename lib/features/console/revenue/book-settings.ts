import { count, desc, eq } from "drizzle-orm";
import { z } from "zod";
import { bookSettings, tenants } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { isTimeZone } from "@/lib/domain/time/calendar";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";

const theOneRow = 1;

export type BookSettings = { timeZone: string };

/** In whose months money is reported: the zone in which most tenants live, until somebody has said otherwise. */
export async function bookSettingsOf(tx: Transaction): Promise<BookSettings> {
  const [row] = await tx.select().from(bookSettings).where(eq(bookSettings.id, theOneRow));
  if (row) return { timeZone: row.timeZone };
  const [most] = await tx
    .select({ timeZone: tenants.timeZone })
    .from(tenants)
    .groupBy(tenants.timeZone)
    .orderBy(desc(count()), tenants.timeZone)
    .limit(1);
  return most ?? { timeZone: "UTC" };
}

export const saveBookSettings = useCase(staff("catalog.edit"), {
  input: z.strictObject({
    timeZone: z.string().refine(isTimeZone, { params: { rule: "unknown_time_zone" } }),
  }),
  async write({ input, tx, audit }): Promise<BookSettings> {
    const before = await bookSettingsOf(tx);
    await tx
      .insert(bookSettings)
      .values({ id: theOneRow, ...input })
      .onConflictDoUpdate({ target: bookSettings.id, set: input });
    if (before.timeZone !== input.timeZone)
      await audit({ action: "book_settings.save", before, after: input });
    return input;
  },
});
