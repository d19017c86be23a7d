import { z } from "zod";
import type { Transaction } from "@/lib/db/transaction";
import { isFreePlan, type PaidInterval } from "@/lib/domain/catalog/plan";
import type { Id } from "@/lib/domain/ids";
import type { LicenseUse } from "@/lib/domain/license/misfits";
import { daysLater, firstOfNextMonth } from "@/lib/domain/quote/quote";
import { dayOf, monthOf } from "@/lib/domain/time/calendar";
import { getPlanVersion } from "@/lib/features/catalog/plans/record/queries";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { agreedSeats } from "@/lib/features/license/holding/agreed-seats";
import { getLicense, readUse } from "@/lib/features/license/lifecycle/queries";
import { findBillingDetails } from "@/lib/features/payers/billing-details/queries";
import { usualTaxKeys } from "@/lib/features/payers/tax/usual-tax-keys";
import { obstacleOf, type QuoteObstacle } from "./quote-obstacle";

export type QuoteStart = {
  /** The language is that of its invoices. */
  tenant: { slug: string; name: string; currency: string; language: "en" | "ja" };
  /** What the tenant holds and pays for; null on a plan that costs nothing. */
  held: HeldByTenant | null;
  /** The default taxes of its country on the first day. */
  taxKeys: string[];
  /** What it uses: a quote with fewer seats is possible, with a warning. */
  use: LicenseUse;
  /** Why accepting would be refused just now, with either way of invoicing. */
  obstacle: QuoteObstacle | null;
  /** The present day in the tenant's zone, and what usually follows from it. */
  today: string;
  validUntil: string;
  startsOn: string;
};

type HeldByTenant = {
  planKey: string;
  interval: PaidInterval;
  seats: number;
  addons: Readonly<Record<string, string>>;
};

export const usualValidityDays = 30;

/** What a new quote for the tenant begins with; refused to callers who may not make one. */
export const startQuote = useCase(tenant("quotes.manage"), {
  input: z.strictObject({}),
  async read({ ctx, tx, tenantId, standing: { tenant } }): Promise<QuoteStart> {
    const today = dayOf(ctx.now, tenant.timeZone);
    const startsOn = firstOfNextMonth(today);
    const details = await findBillingDetails(tx, tenantId);
    return {
      tenant: {
        slug: tenant.slug,
        name: tenant.name,
        currency: tenant.currency,
        language: details?.invoiceLanguage || tenant.locale,
      },
      held: await heldBy(tx, tenantId, ctx.now),
      taxKeys: await usualTaxKeys(tx, tenantId, startsOn),
      use: await readUse(tx, tenantId, monthOf(ctx.now, tenant.timeZone)),
      obstacle: await obstacleOf(tx, tenant, "stripe_dashboard"),
      today,
      validUntil: daysLater(today, usualValidityDays),
      startsOn,
    };
  },
});

async function heldBy(tx: Transaction, tenantId: Id<"tenant">, now: Date): Promise<HeldByTenant | null> {
  const license = await getLicense(tx, tenantId);
  const { planVersionId, interval, seats, addons } = license;
  const { planKey, definition } = await getPlanVersion(tx, planVersionId);
  if (interval === null || isFreePlan(definition)) return null;
  return { planKey, interval, seats: (await agreedSeats(tx, tenantId, planVersionId, now)) ?? seats, addons };
}
