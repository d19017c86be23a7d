import type { LocalizedText, PaidInterval } from "@/lib/domain/catalog/plan";
import { limitsOf } from "@/lib/domain/catalog/plan";
import { amountOf, billedParts, firstAnchor } from "@/lib/domain/contract/billing";
import type { AtEnd } from "@/lib/domain/contract/contract";
import { fixedItems } from "@/lib/domain/contract/fixed-items";
import { nextStep, spanProblems } from "@/lib/domain/contract/timeline";
import { Refused } from "@/lib/domain/errors";
import { type Misfit, misfits } from "@/lib/domain/license/fit";
import { monthOf } from "@/lib/domain/time/calendar";
import { readContractSubscription } from "@/lib/stripe/contract-subscriptions";
import { getPlanVersion } from "../catalog/queries";
import { getLicense, readUse } from "../license/queries";
import { askStripe } from "../shared/ask-stripe";
import { query } from "../shared/command";
import { checkTerms } from "./check-terms";
import { requireLinkable } from "./link";
import { type Contract, findRunningContract, findScheduledContract } from "./queries";
import { contractTermsSchema, termsOf } from "./terms-schema";
import { fixedTotal } from "./view";

/** Exactly what setting these terms would do. Instants are ISO 8601, amounts minor units as text, before tax. */
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
  /** What is paid in advance for each interval. */
  fixedMinor: string;
  invoicing: { by: "stripe_dashboard" | "choba"; daysUntilDue: number | null };
  /** Null where Choba makes no invoice. */
  firstInvoice: null | {
    lines: { name: LocalizedText; quantity: number; amountMinor: string }[];
    /** What was billed under the running contract for the time from then on; not negative. */
    creditMinor: string;
    totalMinor: string;
    from: string;
    until: string;
  };
  /** What the tenant uses now and the new limits would not hold. */
  misfits: Misfit[];
};

/** Asks the same rules as setting the contract does, and writes nothing. */
export const previewContract = query({
  action: "contract.manage",
  input: contractTermsSchema,
  async run({ ctx, input, tx, tenantId, standing }): Promise<ContractPreview> {
    const { tenant } = standing;
    if (tenant.salesModel !== "sales_led") throw new Refused("not_sales_led");
    const running = await findRunningContract(tx, tenantId);
    if (running?.endingAt || (await findScheduledContract(tx, tenantId))) throw new Refused("change_pending");
    const license = await getLicense(tx, tenantId);
    if (license.stripeSubscriptionId) throw new Refused("license_is_paid");
    if (input.invoicing.by === "stripe_dashboard" && input.invoicing.stripeSubscriptionId)
      await requireLinkable(tx, tenantId, input.invoicing.stripeSubscriptionId);
    const terms = termsOf(input, ctx.now, running?.startsAt ?? null);
    const base = await checkTerms(tx, tenant, terms);
    const fields = spanProblems(terms, running?.startsAt ?? license.endedAt, ctx.now);
    if (fields.length > 0) throw new Refused("invalid_input", { fields });

    const definition = terms.override?.definition ?? base.definition;
    const { interval, quantities, startsAt, endsAt, invoicing, atEnd } = terms;
    const { currency } = definition;
    const held = await getPlanVersion(tx, license.planVersionId);
    const credit = invoicing.by === "choba" && running ? await creditAt(running, startsAt) : 0n;
    const anchor = firstAnchor(interval, startsAt, ctx.now);
    const stops = atEnd === "free" && endsAt ? endsAt : null;
    const until = stops && stops < anchor ? stops : anchor;
    const parts = billedParts({ interval, startsAt, anchor, until });
    const lines = fixedItems(definition, interval, quantities).map((item) => ({
      name: definition.components.find(({ key }) => key === item.componentKey)?.name ?? definition.name,
      quantity: item.quantity,
      amountMinor: amountOf(item, currency, parts).minor,
    }));
    const total = lines.reduce((sum, { amountMinor }) => sum + amountMinor, -credit);
    const use = await readUse(tx, tenantId, monthOf(ctx.now, tenant.timeZone));
    return {
      when: input.startsAt === null ? "now" : startsAt > ctx.now ? "later" : "past",
      startsAt: startsAt.toISOString(),
      endsAt: endsAt?.toISOString() ?? null,
      atEnd,
      planName: definition.name,
      heldName: held.definition.name,
      interval,
      currency,
      fixedMinor: String(fixedTotal(definition, interval, quantities)),
      invoicing: {
        by: invoicing.by,
        daysUntilDue: invoicing.by === "choba" ? invoicing.daysUntilDue : null,
      },
      firstInvoice:
        invoicing.by === "choba" && lines.length > 0
          ? {
              lines: lines.map((line) => ({ ...line, amountMinor: String(line.amountMinor) })),
              creditMinor: String(credit),
              totalMinor: String(total),
              from: startsAt.toISOString(),
              until: until.toISOString(),
            }
          : null,
      misfits: misfits(limitsOf(definition, quantities.seats), use).filter(
        ({ limit }) => limit !== "monthlyActiveUsers",
      ),
    };
  },
});

/** What the running contract will have billed for the time after `at`, once it is that time. */
async function creditAt(running: Contract, at: Date): Promise<bigint> {
  if (running.invoicedBy !== "choba" || !running.stripeSubscriptionId) return 0n;
  // It ends or is renewed before: what is billed until then is another story.
  const next = nextStep(running, null);
  if (next && next.kind === "end" && next.at <= at) return 0n;
  const id = running.stripeSubscriptionId;
  const subscription = await askStripe(() => readContractSubscription(id));
  const { interval, startsAt } = running;
  const { anchor, cancelAt, currency, periodEnd } = subscription;
  const boundary = at < periodEnd ? periodEnd : firstAnchor(interval, startsAt, at);
  const until = cancelAt && cancelAt < boundary ? cancelAt : boundary;
  const parts = billedParts({ interval, startsAt, anchor, until });
  return subscription.items.reduce((sum, item) => sum + amountOf(item, currency, parts, at).minor, 0n);
}
