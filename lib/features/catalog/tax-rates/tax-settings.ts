import { eq } from "drizzle-orm";
import { z } from "zod";
import { taxSettings } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { Refused } from "@/lib/domain/errors";
import { type TaxRounding, taxRoundings, usualTaxRounding } from "@/lib/domain/pricing/terms";
import { earliestToday } from "@/lib/domain/time/calendar";
import { lockCatalog } from "@/lib/features/catalog/plans/record/lock-catalog";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { readDefaultTaxRates } from "./default-tax-rates";
import { countryCode } from "./tax-rate-fields";

/** What holds for tax in the whole catalog. */
export type TaxSettings = {
  /** Tax is rounded once for each rate and invoice. */
  rounding: TaxRounding;
  pricesIncludeTax: boolean;
  /** ISO 3166; empty: not said. Its rates are on payers whose country is not known. */
  sellerCountry: string;
};

const theOneRow = 1;

/** As the pricing rounds, prices without tax and no country, until somebody has said otherwise. */
export async function taxSettingsOfCatalog(tx: Transaction): Promise<TaxSettings> {
  const [row] = await tx.select().from(taxSettings).where(eq(taxSettings.id, theOneRow));
  return {
    rounding: row?.rounding ?? usualTaxRounding,
    pricesIncludeTax: row?.pricesIncludeTax ?? false,
    sellerCountry: row?.sellerCountry ?? "",
  };
}

export async function taxRoundingOf(tx: Transaction): Promise<TaxRounding> {
  return (await taxSettingsOfCatalog(tx)).rounding;
}

export const readTaxSettings = useCase(staff("catalog.view"), {
  input: z.strictObject({}),
  read: ({ tx }): Promise<TaxSettings> => taxSettingsOfCatalog(tx),
});

/** Says it for the whole catalog; what is left out stays. Default rates that hold must agree with `pricesIncludeTax`. */
export const saveTaxSettings = useCase(staff("catalog.edit"), {
  input: z.strictObject({
    rounding: z.enum(taxRoundings).optional(),
    pricesIncludeTax: z.boolean().optional(),
    sellerCountry: countryCode.optional(),
  }),
  async write({ ctx, input, tx, audit }): Promise<TaxSettings> {
    await lockCatalog(tx);
    const before = await taxSettingsOfCatalog(tx);
    const after = {
      rounding: input.rounding ?? before.rounding,
      pricesIncludeTax: input.pricesIncludeTax ?? before.pricesIncludeTax,
      sellerCountry: input.sellerCountry ?? before.sellerCountry,
    };
    await refuseOtherInclusion(tx, after, ctx.now);
    await tx
      .insert(taxSettings)
      .values({ id: theOneRow, ...after })
      .onConflictDoUpdate({ target: taxSettings.id, set: after });
    await audit({ action: "tax_settings.save", before, after });
    return after;
  },
});

async function refuseOtherInclusion(
  tx: Transaction,
  { pricesIncludeTax }: TaxSettings,
  now: Date,
): Promise<void> {
  const today = earliestToday(now);
  const other = (await readDefaultTaxRates(tx)).find(
    ({ rate, until }) => rate && rate.inclusive !== pricesIncludeTax && (until === null || until > today),
  );
  if (!other?.rate) return;
  throw new Refused("invalid_input", {
    fields: [{ field: "pricesIncludeTax", rule: "default_rates_differ", params: { name: other.rate.key } }],
  });
}
