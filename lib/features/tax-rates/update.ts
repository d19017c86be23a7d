import { eq } from "drizzle-orm";
import { z } from "zod";
import { taxRates } from "@/drizzle/schema";
import { Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { deskCommand } from "../shared/desk-command";
import { taxRateWords } from "./schema";

/** Changes what a tax rate is called and described as; its percent and inclusion are not even taken. */
export const updateTaxRate = deskCommand({
  action: "tax_rates.manage",
  input: z.strictObject({ id: z.string(), ...taxRateWords }),
  async run({ input: { id, ...words }, tx, audit }): Promise<{ id: Id<"taxRate"> }> {
    const [rate] = await tx
      .update(taxRates)
      .set(words)
      .where(eq(taxRates.id, id as Id<"taxRate">))
      .returning({ id: taxRates.id, key: taxRates.key });
    if (!rate) throw new Refused("not_found");
    await audit({ action: "tax_rate.change", after: { taxRate: rate.key, ...words } });
    return { id: rate.id };
  },
});
