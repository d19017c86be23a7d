import { z } from "zod";
import type { Transaction } from "@/lib/db/transaction";
import { Refused } from "@/lib/domain/errors";
import { isDecimal, parseDecimal } from "@/lib/domain/money/decimal";
import type { OnDemandCharge } from "@/lib/domain/on-demand/on-demand-lines";
import { chargeStep } from "@/lib/domain/promise/lines/charge-step";
import { getPlanVersion } from "@/lib/features/catalog/plans/record/queries";
import type { License } from "@/lib/features/license/lifecycle/queries";

const amountDigits = /^[1-9]\d{0,14}$/;

const byPriceList = z.strictObject({
  component: z.string().min(1).max(60),
  quantity: z
    .string()
    .refine((text) => isDecimal(text) && parseDecimal(text) > 0n, { params: { rule: "not_positive" } }),
});
const freeAmount = z.strictObject({
  /** Minor units of the tenant's currency. */
  amountMinor: z.string().refine((text) => amountDigits.test(text), { params: { rule: "not_positive" } }),
  /** Refused if it is another one than the tenant's. */
  currency: z.string().optional(),
});

/** Work by the price list of the plan that is held, or a free amount. */
export const whatIsCharged = z.union([byPriceList, freeAmount]);
export type WhatIsCharged = z.output<typeof whatIsCharged>;

type Wanted = {
  id: string;
  day: string;
  currency: string;
  description: string;
  what: WhatIsCharged;
};

/** A charge as it is kept: later changes of the catalog do not matter. */
export async function pricedCharge(
  tx: Transaction,
  license: License,
  { id, day, currency, description, what }: Wanted,
): Promise<OnDemandCharge> {
  const version = await getPlanVersion(tx, license.planVersionId);
  const { definition } = version;
  const common = { id, description, day, planVersionId: version.id, planName: definition.name };
  if ("amountMinor" in what) {
    if (what.currency !== undefined && what.currency !== currency)
      throw new Refused("invalid_input", {
        fields: [{ field: "what.currency", rule: "other_currency", params: { currency } }],
      });
    const amountMinor = BigInt(what.amountMinor);
    const stepMinor = chargeStep(currency);
    if (amountMinor % stepMinor !== 0n)
      throw new Refused("invalid_input", {
        fields: [{ field: "what.amountMinor", rule: "not_chargeable", params: { step: String(stepMinor) } }],
      });
    return { ...common, currency, taxCategory: "standard", component: null, amountMinor };
  }
  const component = definition.components.find(({ key }) => key === what.component);
  if (component?.kind !== "on_demand")
    throw new Refused("invalid_input", { fields: [{ field: "what.component", rule: "not_on_price_list" }] });
  return {
    ...common,
    currency: definition.currency,
    taxCategory: component.taxCategory ?? "standard",
    component: component.key,
    name: component.name,
    unit: component.unit,
    quantity: what.quantity,
    unitAmountMinor: component.unitAmountMinor,
    included: component.included,
  };
}
