import { z } from "zod";
import type { DecimalText } from "@/lib/domain/catalog/component";
import type { LocalizedText } from "@/lib/domain/catalog/plan";
import { parseDecimal, printDecimal } from "@/lib/domain/money/decimal";
import { includedIn } from "@/lib/domain/on-demand/on-demand-lines";
import { dayOf } from "@/lib/domain/time/calendar";
import { firstOfMonth } from "@/lib/domain/time/day-span";
import { getPlanVersion } from "@/lib/features/catalog/plans/record/queries";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { getLicense } from "@/lib/features/license/lifecycle/queries";
import { findPaymentAccount } from "@/lib/features/payers/stripe-customer/queries";
import { stripeIntegration } from "@/lib/stripe/client";
import { includedUsed, pendingBefore } from "./queries";

export type OnDemandItem = {
  component: string;
  name: LocalizedText;
  unit: LocalizedText;
  unitAmountMinor: DecimalText;
  /** What of this month's inclusion is left, after what is billed and what waits. */
  includedLeft: DecimalText;
};

/** What can be charged beside the plan, as plain JSON. */
export type OnDemandChoices = {
  currency: string;
  planName: LocalizedText;
  /** The price list of the plan that is held. */
  items: OnDemandItem[];
  /** False: no invoice is to come, so it can only be charged now. */
  hasNextInvoice: boolean;
  /** Why nothing can be charged at all; null: it can. */
  obstacle: "stripe_off" | "payment_account_missing" | null;
};

/** What staff choose from when they charge work or an amount. */
export const readOnDemandChoices = useCase(tenant("on_demand.charge"), {
  input: z.strictObject({}),
  async read({ ctx, tx, tenantId, standing }): Promise<OnDemandChoices> {
    const license = await getLicense(tx, tenantId);
    const { definition } = await getPlanVersion(tx, license.planVersionId);
    const month = firstOfMonth(dayOf(ctx.now, standing.tenant.timeZone));
    const waiting = (await pendingBefore(tx, tenantId, "9999-12-31")).filter(
      ({ monthFrom }) => monthFrom === month,
    );
    const items: OnDemandItem[] = [];
    for (const component of definition.components) {
      if (component.kind !== "on_demand") continue;
      const { key, name, unit, unitAmountMinor, included } = component;
      let used = await includedUsed(tx, tenantId, month, key);
      for (const { charge } of waiting)
        if (charge.component === key)
          used = printDecimal(parseDecimal(used) + parseDecimal(includedIn(charge, used)));
      const includedLeft = includedIn({ quantity: included, included }, used);
      items.push({ component: key, name, unit, unitAmountMinor, includedLeft });
    }
    const hasAccount = (await findPaymentAccount(tx, tenantId))?.stripeCustomerId;
    return {
      currency: standing.tenant.currency,
      planName: definition.name,
      items,
      hasNextInvoice: license.usageDueAt !== null,
      obstacle: !stripeIntegration() ? "stripe_off" : hasAccount ? null : "payment_account_missing",
    };
  },
});
