import type { LocalizedText, PaidInterval } from "@/lib/domain/catalog/plan";
import type { AtEnd } from "@/lib/domain/contract/contract";
import { spanProblems } from "@/lib/domain/contract/timeline";
import { Refused } from "@/lib/domain/errors";
import { type Misfit, misfits } from "@/lib/domain/license/misfits";
import type { PaymentTerms } from "@/lib/domain/payment-terms/payment-terms";
import { monthOf } from "@/lib/domain/time/calendar";
import { startOfDay } from "@/lib/domain/time/day-window";
import { getPlanVersion } from "@/lib/features/catalog/plans/record/queries";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { findRunningContract, findScheduledContract } from "@/lib/features/license/contracts/record/queries";
import { checkTerms } from "@/lib/features/license/contracts/terms/check-terms";
import { contractTaxes } from "@/lib/features/license/contracts/terms/contract-taxes";
import { contractTermsSchema, termsOf } from "@/lib/features/license/contracts/terms/contract-terms-schema";
import { fixedTotal, invoicedTotal } from "@/lib/features/license/contracts/terms/contract-view";
import { type FirstInvoice, firstInvoice } from "@/lib/features/license/contracts/terms/first-invoice";
import { findOpenOrder, getLicense, readUse } from "@/lib/features/license/lifecycle/queries";
import { findPaymentTerms } from "@/lib/features/payers/payment-terms/queries";
import { earliestStart } from "./earliest-start";
import { requireLinkable } from "./require-linkable";

/** Exactly what setting these terms would do. Instants are ISO 8601, amounts minor units as text. */
export type ContractPreview = {
  when: "now" | "later" | "past";
  startsAt: string;
  endsAt: string | null;
  atEnd: AtEnd;
  planName: LocalizedText;
  /** The plan that holds until then. */
  heldName: LocalizedText;
  interval: PaidInterval;
  currency: string;
  /** What is paid in advance for each interval, before discount and tax. */
  fixedMinor: string;
  /** The same as it is invoiced while the discount holds: after it, and with tax. */
  invoicedMinor: string;
  /** For so many months from the start; null: all along, or there is none. */
  discountMonths: number | null;
  invoicing: { by: "stripe_dashboard" | "choba"; daysUntilDue: number | null; terms: PaymentTerms | null };
  /** Null where Choba makes no invoice. */
  firstInvoice: FirstInvoice | null;
  /** What the tenant uses now and the new limits would not hold. */
  misfits: Misfit[];
};

/** Asks the same rules as setting the contract does, and writes nothing. */
export const previewContract = useCase(tenant("contract.manage"), {
  input: contractTermsSchema,
  async read({ ctx, input, tx, tenantId, standing }): Promise<ContractPreview> {
    const { tenant } = standing;
    if (tenant.salesModel !== "sales_led") throw new Refused("not_sales_led");
    const running = await findRunningContract(tx, tenantId);
    if (running?.endingAt || (await findScheduledContract(tx, tenantId))) throw new Refused("change_pending");
    const license = await getLicense(tx, tenantId);
    if (await findOpenOrder(tx, tenantId)) throw new Refused("change_pending");
    if (input.invoicing.by === "stripe_dashboard" && input.invoicing.stripeSubscriptionId)
      await requireLinkable(tx, tenantId, input.invoicing.stripeSubscriptionId);
    const taxes = await contractTaxes(tx, input.taxKeys, running);
    const { timeZone } = tenant;
    const notBefore = running?.startsAt ?? null;
    const terms = termsOf(input, taxes, { now: ctx.now, timeZone, notBefore });
    const base = await checkTerms(tx, tenant, terms);
    const fields = spanProblems(terms, earliestStart(running, license, timeZone), ctx.now);
    if (fields.length > 0) throw new Refused("invalid_input", { fields });

    const definition = terms.override?.definition ?? base.definition;
    const { interval, quantities, startsAt, endsAt, invoicing, atEnd, discount } = terms;
    const { currency } = definition;
    const daysUntilDue = invoicing.by === "choba" ? invoicing.daysUntilDue : null;
    const held = await getPlanVersion(tx, license.planVersionId);
    const use = await readUse(tx, tenantId, monthOf(ctx.now, tenant.timeZone));
    return {
      when: startsAt > ctx.now ? "later" : startsAt < startOfDay(ctx.now, timeZone) ? "past" : "now",
      startsAt: startsAt.toISOString(),
      endsAt: endsAt?.toISOString() ?? null,
      atEnd,
      planName: definition.name,
      heldName: held.definition.name,
      interval,
      currency,
      fixedMinor: String(fixedTotal(definition, interval, quantities)),
      invoicedMinor: String(invoicedTotal(definition, terms)),
      discountMonths: discount?.months ?? null,
      invoicing: {
        by: invoicing.by,
        daysUntilDue,
        terms: daysUntilDue === null ? null : await findPaymentTerms(tx, tenantId),
      },
      firstInvoice:
        invoicing.by === "choba"
          ? await firstInvoice(tx, tenant, { definition, terms, base, now: ctx.now })
          : null,
      misfits: misfits(definition, quantities.seats, use).filter(
        ({ limit }) => limit !== "monthlyActiveUsers",
      ),
    };
  },
});
