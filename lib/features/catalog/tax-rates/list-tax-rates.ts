import { asc } from "drizzle-orm";
import { z } from "zod";
import { taxRates } from "@/drizzle/schema";
import type { DecimalText } from "@/lib/domain/catalog/component";
import type { LocalizedText } from "@/lib/domain/catalog/plan";
import type { Id } from "@/lib/domain/ids";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";

export type TaxRateView = {
  id: Id<"taxRate">;
  key: string;
  displayName: LocalizedText;
  /** "10", "8.5". */
  percent: DecimalText;
  inclusive: boolean;
  /** ISO 3166 code, or empty. */
  country: string;
  jurisdiction: string;
  description: string;
  /** ISO 8601; null while it can be chosen. */
  archivedAt: string | null;
};

/** Every tax rate by key, archived ones too. */
export const listTaxRates = useCase(staff("tax_rates.view"), {
  input: z.strictObject({}),
  async read({ tx }): Promise<TaxRateView[]> {
    const rows = await tx.select().from(taxRates).orderBy(asc(taxRates.key));
    return rows.map(({ createdAt: _, ...rate }) => ({
      ...rate,
      archivedAt: rate.archivedAt?.toISOString() ?? null,
    }));
  },
});
