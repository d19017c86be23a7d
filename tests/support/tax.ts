import { demoPlans } from "@/demo/plans";
import type { TaxCategory } from "@/lib/domain/catalog/component";
import type { PlanDefinition } from "@/lib/domain/catalog/plan";
import { publishPlan } from "@/lib/features/catalog/plans/publication/publish-plan";
import { createTaxRate } from "@/lib/features/catalog/tax-rates/create-tax-rate";
import { setDefaultTaxRate } from "@/lib/features/catalog/tax-rates/set-default-tax-rate";
import { saveBillingDetails } from "@/lib/features/payers/billing-details/save-billing-details";
import { type Buyer, value } from "./buyer";
import type { World } from "./world";

type Rate = { percent: string; inclusive?: boolean; country?: string; category?: TaxCategory };

/** Defines a rate and makes it the default of its country from a day on. */
export async function chargeFrom(
  world: World,
  from: string,
  { percent, inclusive = false, country = "JP", category = "standard" }: Rate,
): Promise<void> {
  const key = `${country}-${percent}${inclusive ? "-in" : ""}`.toLowerCase().replaceAll(".", "_");
  const displayName = { en: "Consumption tax", ja: "消費税" };
  const { id } = value(
    await createTaxRate(await world.asSystem(), { key, displayName, percent, inclusive, country }),
  );
  value(await setDefaultTaxRate(await world.asSystem(), { country, category, from, taxRateId: id }));
}

/** ¥1,005 at the standard rate, and ¥1,003 at the reduced one for who takes the journal too. */
export async function publishPress(world: World): Promise<void> {
  const starter = demoPlans.find(({ key }) => key === "starter");
  if (!starter) throw new Error("the demo sells Starter");
  const definition: PlanDefinition = {
    ...starter.definition,
    name: { en: "Press", ja: "プレス" },
    components: [
      {
        kind: "base",
        key: "base",
        name: { en: "Archive", ja: "アーカイブ" },
        amountMinor: { month: "1005", year: null },
      },
      {
        kind: "addon",
        key: "journal",
        name: { en: "Journal", ja: "新聞" },
        taxCategory: "reduced",
        choice: { type: "switch", amountMinor: { month: "1003", year: null } },
      },
    ],
  };
  await publishPlan(await world.asSystem(), { key: "press", rank: 50, definition });
}

export async function saysCountry(
  buyer: Buyer,
  country: string,
  taxIds: { type: string; value: string }[] = [],
): Promise<void> {
  value(
    await saveBillingDetails(await buyer.ctx(), buyer.tenantId, { companyName: "Buyer", country, taxIds }),
  );
  await buyer.world.settle();
}

/** Every invoice at Stripe, oldest first: its total, and the tax of each percentage on its lines. */
export async function invoicesOf(buyer: Buyer) {
  const { stripe } = buyer.world;
  const list = await stripe.invoices.list({ customer: await buyer.customerId(), limit: 100 });
  return Promise.all(
    list.data.toReversed().map(async ({ total, status, footer, lines }) => {
      const taxes: Record<string, number> = {};
      for (const tax of lines.data.flatMap((line) => line.taxes ?? [])) {
        const rate = await stripe.taxRates.retrieve(tax.tax_rate_details?.tax_rate ?? "");
        const key = `${rate.percentage}${tax.tax_behavior === "inclusive" ? " contained" : ""}`;
        taxes[key] = (taxes[key] ?? 0) + tax.amount;
      }
      return { total, taxes, status, footer };
    }),
  );
}
