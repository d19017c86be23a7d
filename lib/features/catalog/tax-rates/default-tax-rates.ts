import { asc, eq } from "drizzle-orm";
import { z } from "zod";
import { defaultTaxRates, taxRates } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { DefaultTaxRate } from "@/lib/domain/tax/default-tax-rate";
import type { Day } from "@/lib/domain/time/day-span";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";

/** `until`: the day on which the next one begins; null: none is planned. */
export type DatedDefaultRate = DefaultTaxRate & { until: Day | null };

/** The default rates of all countries, each country's and category's in the order of their days. */
export async function readDefaultTaxRates(tx: Transaction): Promise<DatedDefaultRate[]> {
  const rows = await tx
    .select({ default: defaultTaxRates, rate: taxRates })
    .from(defaultTaxRates)
    .leftJoin(taxRates, eq(taxRates.id, defaultTaxRates.taxRateId))
    .orderBy(asc(defaultTaxRates.country), asc(defaultTaxRates.category), asc(defaultTaxRates.fromDay));
  return rows.map(({ default: { country, category, fromDay }, rate }, index) => {
    const next = rows[index + 1]?.default;
    const isFollowed = next?.country === country && next.category === category;
    return {
      country,
      category,
      from: fromDay,
      until: isFollowed ? next.fromDay : null,
      rate: rate && {
        key: rate.key,
        name: rate.displayName,
        percent: rate.percent,
        inclusive: rate.inclusive,
      },
    };
  });
}

export const listDefaultTaxRates = useCase(staff("tax_rates.view"), {
  input: z.strictObject({}),
  read: ({ tx }): Promise<DatedDefaultRate[]> => readDefaultTaxRates(tx),
});
