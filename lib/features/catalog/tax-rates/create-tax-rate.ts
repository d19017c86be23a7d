import { z } from "zod";
import { taxRates } from "@/drizzle/schema";
import { newId } from "@/lib/db/ids";
import { Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { parseDecimal, printDecimal } from "@/lib/domain/money/decimal";
import { catalogKey } from "@/lib/features/foundation/input/catalog-rules";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { taxPercent, taxRateWords } from "./tax-rate-fields";

/** Defines a tax rate. Percent and inclusion hold for good: a new percent is a new rate. */
export const createTaxRate = useCase(staff("tax_rates.manage"), {
  input: z.strictObject({ key: catalogKey, percent: taxPercent, inclusive: z.boolean(), ...taxRateWords }),
  async write({ ctx, input, tx, audit }): Promise<{ id: Id<"taxRate"> }> {
    const percent = printDecimal(parseDecimal(input.percent));
    const [made] = await tx
      .insert(taxRates)
      .values({ ...input, percent, id: newId("taxRate"), createdAt: ctx.now })
      .onConflictDoNothing()
      .returning({ id: taxRates.id });
    if (!made) throw new Refused("invalid_input", { fields: [{ field: "key", rule: "key_taken" }] });
    const after = { taxRate: input.key, percent, inclusive: input.inclusive };
    await audit({ action: "tax_rate.create", after });
    return made;
  },
});
