import { eq } from "drizzle-orm";
import { z } from "zod";
import { documentSettings } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { fewestDocumentYears, mostDocumentYears, usualDocumentYears } from "@/lib/domain/documents/document";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";

const theOneRow = 1;

export async function documentYearsOf(tx: Transaction): Promise<number> {
  const [row] = await tx.select().from(documentSettings).where(eq(documentSettings.id, theOneRow));
  return row?.years ?? usualDocumentYears;
}

/** For how many years documents are kept that come from now on. Those that are there keep their day. */
export const saveDocumentYears = useCase(staff("seller.edit"), {
  input: z.strictObject({ years: z.int().min(fewestDocumentYears).max(mostDocumentYears) }),
  async write({ input: { years }, tx, audit }) {
    const before = await documentYearsOf(tx);
    if (before === years) return { years };
    await tx
      .insert(documentSettings)
      .values({ id: theOneRow, years })
      .onConflictDoUpdate({ target: documentSettings.id, set: { years } });
    await audit({ action: "documents.save_settings", before: { years: before }, after: { years } });
    return { years };
  },
});
