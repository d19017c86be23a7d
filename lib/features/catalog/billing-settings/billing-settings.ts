import { sql } from "drizzle-orm";
import { z } from "zod";
import { billingSettings } from "@/drizzle/schema";
import { type BillingSettings, longestGraceHours } from "@/lib/domain/close/billing-settings";
import { plansOnSale } from "@/lib/features/catalog/plans/record/queries";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { billingSettingsOf, theOneRow } from "@/lib/features/usage/billing-settings/billing-settings-of";

const longestCorrectionDays = 730;
/** Minor units, as much as Stripe charges on one invoice at most. */
const amounts = z.record(z.string().regex(/^[A-Z]{3}$/), z.string().regex(/^\d{1,12}$/));

/** The settings, and the currencies in which there is something to set. */
export type BillingSettingsView = { settings: BillingSettings; currencies: string[] };

export const readBillingSettings = useCase(staff("catalog.view"), {
  input: z.strictObject({}),
  async read({ tx }): Promise<BillingSettingsView> {
    const settings = await billingSettingsOf(tx);
    const sold = (await plansOnSale(tx)).map(({ definition }) => definition.currency);
    const set = [...Object.keys(settings.atOnceMinor), ...Object.keys(settings.leastMinor)];
    return { settings, currencies: [...new Set([...sold, ...set])].sort() };
  },
});

/** Holds for what is billed from now on, and for months that are not corrected for the last time yet. */
export const saveBillingSettings = useCase(staff("catalog.edit"), {
  input: z.strictObject({
    graceHours: z.int().min(0).max(longestGraceHours),
    correctionDays: z.int().min(1).max(longestCorrectionDays),
    atOnceMinor: amounts,
    leastMinor: amounts,
  }),
  async write({ input, tx, audit }): Promise<BillingSettings> {
    const before = await billingSettingsOf(tx);
    await tx
      .insert(billingSettings)
      .values({ id: theOneRow, ...input })
      .onConflictDoUpdate({ target: billingSettings.id, set: input });
    // Those who take events know it from their copy of what counts, which they read anew now.
    await tx.execute(sql`select choba_move_epoch()`);
    await audit({ action: "billing_settings.save", before: factsOf(before), after: factsOf(input) });
    return input;
  },
});

const listOf = (minor: Readonly<Record<string, string>>): string =>
  Object.entries(minor)
    .map(([currency, amount]) => `${currency} ${amount}`)
    .sort()
    .join(", ");

const factsOf = ({ graceHours, correctionDays, atOnceMinor, leastMinor }: BillingSettings) => ({
  graceHours,
  correctionDays,
  atOnceMinor: listOf(atOnceMinor),
  leastMinor: listOf(leastMinor),
});
