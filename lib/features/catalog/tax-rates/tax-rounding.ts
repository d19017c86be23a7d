import { eq } from "drizzle-orm";
import { z } from "zod";
import { taxSettings } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { type TaxRounding, usualTaxRounding } from "@/lib/domain/pricing/terms";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";

const theOneRow = 1;

/** Where and how tax is rounded on every invoice; as the pricing does it until somebody has said. */
export async function taxRoundingOf(tx: Transaction): Promise<TaxRounding> {
  const [row] = await tx.select().from(taxSettings).where(eq(taxSettings.id, theOneRow));
  return row?.rounding ?? usualTaxRounding;
}

export const readTaxRounding = useCase(staff("catalog.view"), {
  input: z.strictObject({}),
  read: ({ tx }): Promise<TaxRounding> => taxRoundingOf(tx),
});

/** Says it for the whole catalog. Japan's qualified invoices need one rounding per rate. */
export const saveTaxRounding = useCase(staff("catalog.edit"), {
  input: z.strictObject({
    each: z.enum(["line", "rate"]),
    rounding: z.enum(["half_up", "down", "up"]),
  }),
  async write({ input: rounding, tx, audit }): Promise<TaxRounding> {
    const before = await taxRoundingOf(tx);
    await tx
      .insert(taxSettings)
      .values({ id: theOneRow, rounding })
      .onConflictDoUpdate({ target: taxSettings.id, set: { rounding } });
    await audit({ action: "tax_rounding.save", before, after: rounding });
    return rounding;
  },
});
