import { and, eq, gte } from "drizzle-orm";
import { z } from "zod";
import { defaultTaxRates, taxRates } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { taxCategories } from "@/lib/domain/catalog/component";
import { type FieldError, Refused } from "@/lib/domain/errors";
import { isDay } from "@/lib/domain/quote/quote";
import { earliestToday } from "@/lib/domain/time/calendar";
import { lockCatalog } from "@/lib/features/catalog/plans/record/lock-catalog";
import { id } from "@/lib/features/foundation/input/id";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { readDefaultTaxRates } from "./default-tax-rates";
import { countryCode } from "./tax-rate-fields";
import { taxSettingsOfCatalog } from "./tax-settings";

/**
 * Makes a rate the default of its country from a day on; without a rate the country has none from that day. The one
 * before ends the day before, and what was planned for later is replaced. Days that are over keep what they had.
 */
export const setDefaultTaxRate = useCase(staff("catalog.edit"), {
  input: z.strictObject({
    country: countryCode.min(1, { error: "required" }),
    category: z.enum(taxCategories),
    from: z.string().refine(isDay, { params: { rule: "not_a_day" } }),
    taxRateId: id("taxRate").nullable(),
  }),
  async write({ ctx, input, tx, audit }): Promise<{ from: string }> {
    const { country, category, from, taxRateId } = input;
    await lockCatalog(tx);
    const defaults = await readDefaultTaxRates(tx);
    const set = defaults.filter((each) => each.country === country && each.category === category);
    const fields: FieldError[] = [];
    if (set.length > 0 && from < earliestToday(ctx.now)) fields.push({ field: "from", rule: "day_is_over" });
    const rate = taxRateId === null ? null : await findRate(tx, taxRateId);
    if (taxRateId !== null) {
      const rule = await ruleBroken(tx, rate, country);
      if (rule) fields.push({ field: "taxRateId", rule });
    }
    if (fields.length > 0) throw new Refused("invalid_input", { fields });
    await tx
      .delete(defaultTaxRates)
      .where(
        and(
          eq(defaultTaxRates.country, country),
          eq(defaultTaxRates.category, category),
          gte(defaultTaxRates.fromDay, from),
        ),
      );
    await tx.insert(defaultTaxRates).values({ country, category, fromDay: from, taxRateId });
    const last = set.at(-1);
    const before = last && { country, category, startsAt: last.from, taxRate: last.rate?.key ?? null };
    await audit({
      action: "tax_rate.set_default",
      before,
      after: { country, category, startsAt: from, taxRate: rate?.key ?? null },
    });
    return { from };
  },
});

type Row = typeof taxRates.$inferSelect;

/** Locked, so that it is not archived meanwhile. */
async function findRate(tx: Transaction, taxRateId: Row["id"]): Promise<Row | null> {
  const [row] = await tx.select().from(taxRates).where(eq(taxRates.id, taxRateId)).for("share");
  return row ?? null;
}

async function ruleBroken(tx: Transaction, rate: Row | null, country: string): Promise<string | null> {
  if (!rate || rate.archivedAt) return "not_offered";
  if (rate.country !== country) return "rate_of_other_country";
  const { pricesIncludeTax } = await taxSettingsOfCatalog(tx);
  return rate.inclusive === pricesIncludeTax ? null : "tax_inclusion_differs";
}
