import { eq } from "drizzle-orm";
import { z } from "zod";
import { collectionSettings } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { type CollectionSettings, usualCollection } from "@/lib/domain/collection/collection";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";

const theOneRow = 1;
const longestDays = 365;
const days = z.int().min(1).max(longestDays);

/** How unpaid invoices are collected: as usual, until somebody has said otherwise. */
export async function collectionSettingsOf(tx: Transaction): Promise<CollectionSettings> {
  const [row] = await tx.select().from(collectionSettings).where(eq(collectionSettings.id, theOneRow));
  if (!row) return usualCollection;
  const { retryDays, limitAfterDays, endAfterDays, atEnd } = row;
  return { retryDays, limitAfterDays, endAfterDays, atEnd };
}

export const readCollectionSettings = useCase(staff("catalog.view"), {
  input: z.strictObject({}),
  read: ({ tx }): Promise<CollectionSettings> => collectionSettingsOf(tx),
});

/** Holds from the next attempt, and from the next look at what is unpaid, on. */
export const saveCollectionSettings = useCase(staff("catalog.edit"), {
  input: z
    .strictObject({
      retryDays: z.array(days).max(10),
      limitAfterDays: days.nullable(),
      endAfterDays: days.nullable(),
      atEnd: z.enum(["free", "suspended"]),
    })
    .refine(({ retryDays }) => retryDays.every((day, index) => day > (retryDays[index - 1] ?? 0)), {
      path: ["retryDays"],
      params: { rule: "days_not_ascending" },
    }),
  async write({ input, tx, audit }): Promise<CollectionSettings> {
    const before = await collectionSettingsOf(tx);
    await tx
      .insert(collectionSettings)
      .values({ id: theOneRow, ...input })
      .onConflictDoUpdate({ target: collectionSettings.id, set: input });
    await audit({ action: "collection_settings.save", before: factsOf(before), after: factsOf(input) });
    return input;
  },
});

const factsOf = ({ retryDays, ...rest }: CollectionSettings) => ({
  ...rest,
  retryDays: retryDays.join(", "),
});
