import { z } from "zod";
import { may } from "@/lib/domain/access/actions";
import type { TaxSetting } from "@/lib/domain/promise/promise-terms";
import { taxSettingOn } from "@/lib/domain/promise/sums/tax-setting-on";
import type { ReverseChargeRuling } from "@/lib/domain/tax/reverse-charge";
import { taxCountry, taxSettingsOf } from "@/lib/domain/tax/tax-settings";
import { dayOf } from "@/lib/domain/time/calendar";
import type { Day } from "@/lib/domain/time/day-span";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { readReverseChargeRulings, readTaxExemptions, taxFactsOf } from "./tax-of-tenant";

/** How a tenant is taxed, for the staff who look after it and for its payers. */
export type TaxTreatmentView = {
  /** The tenant's day. */
  today: Day;
  /** Whose rates apply; empty: neither the tenant nor the seller has said a country. */
  country: string;
  /** True while the tenant has not said its country. */
  isSellersCountry: boolean;
  now: TaxSetting;
  /** What is set for later days, in order. */
  later: TaxSetting[];
  /** What staff said about exemption, the last one first. */
  said: { from: Day; isExempt: boolean; reason: string; by: string; at: string }[];
  /** What staff said about reverse charge, the last one first. */
  rulings: { from: Day; ruling: ReverseChargeRuling; reason: string; by: string; at: string }[];
  mayChange: boolean;
};

export const readTaxTreatment = useCase(tenant("billing_details.view"), {
  input: z.strictObject({}),
  async read({ ctx, tx, tenantId, standing }): Promise<TaxTreatmentView> {
    const facts = await taxFactsOf(tx, tenantId);
    const today = dayOf(ctx.now, standing.tenant.timeZone);
    const settings = taxSettingsOf(facts);
    const rows = await readTaxExemptions(tx, tenantId);
    return {
      today,
      country: taxCountry(facts),
      isSellersCountry: facts.payer.country === "",
      now: taxSettingOn(settings, today),
      later: settings.filter(({ from }) => from > today),
      said: rows
        .map(({ fromDay: from, isExempt, reason, setByName: by, setAt }) => ({
          from,
          isExempt,
          reason,
          by,
          at: setAt.toISOString(),
        }))
        .reverse(),
      rulings: (await readReverseChargeRulings(tx, tenantId))
        .map(({ fromDay: from, ruling, reason, setByName: by, setAt }) => ({
          from,
          ruling,
          reason,
          by,
          at: setAt.toISOString(),
        }))
        .reverse(),
      mayChange: may(standing.roles, "tax_exemption.set"),
    };
  },
});
