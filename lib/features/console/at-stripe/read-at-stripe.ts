import { and, desc, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { stripeInvoices } from "@/drizzle/schema";
import { may } from "@/lib/domain/access/actions";
import { besideLicense } from "@/lib/domain/stripe-differences/compare-subscription";
import type { DifferenceFacts } from "@/lib/domain/stripe-differences/difference";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { type DifferenceView, differenceView } from "@/lib/features/license/differences/difference-view";
import { openDifferences } from "@/lib/features/license/differences/queries";
import { getLicense } from "@/lib/features/license/lifecycle/queries";
import { findPaymentAccount } from "@/lib/features/payers/stripe-customer/queries";
import { OutsideRefused, OutsideUnreachable } from "@/lib/http/outside";
import { dashboardUrl, stripeIntegration } from "@/lib/stripe/client";
import { subscriptionsOf } from "@/lib/stripe/subscriptions";

/** A subscription or an invoice that people made at Stripe. */
export type StripesOwn = { id: string; dashboardUrl: string; facts: DifferenceFacts };

export type AtStripe = {
  differences: DifferenceView[];
  /** Null: Stripe did not answer. */
  subscriptions: StripesOwn[] | null;
  invoices: (StripesOwn & { number: string | null; status: string; createdAt: string })[];
  mayDecide: boolean;
};

/** The newest are enough: the invoices' own page has all. */
const mostInvoices = 20;

/** What people changed or made at Stripe: differences to decide on, and subscriptions and invoices that are not Choba's. */
export const readAtStripe = useCase(tenant("stripe_difference.view"), {
  input: z.strictObject({}),
  async read({ tx, tenantId, standing }) {
    const license = await getLicense(tx, tenantId);
    const invoices = await tx
      .select()
      .from(stripeInvoices)
      .where(and(eq(stripeInvoices.tenantId, tenantId), isNull(stripeInvoices.chargeId)))
      .orderBy(desc(stripeInvoices.createdAt))
      .limit(mostInvoices);
    return {
      license,
      invoices,
      differences: (await openDifferences(tx, tenantId)).map(differenceView),
      customerId: (await findPaymentAccount(tx, tenantId))?.stripeCustomerId ?? null,
      mayDecide: may(standing.roles, "stripe_difference.decide"),
    };
  },
  async outside({ found: { license, invoices, customerId, ...rest } }): Promise<AtStripe> {
    return {
      ...rest,
      subscriptions: customerId ? await othersOf(customerId, license) : [],
      invoices: invoices.map((invoice) => ({
        id: invoice.stripeInvoiceId,
        dashboardUrl: dashboardUrl(`invoices/${invoice.stripeInvoiceId}`),
        facts: { amountMinor: String(invoice.totalMinor), currency: invoice.currency },
        number: invoice.number,
        status: invoice.status,
        createdAt: invoice.createdAt.toISOString(),
      })),
    };
  },
});

async function othersOf(
  customerId: string,
  { id, stripeSubscriptionId }: { id: string; stripeSubscriptionId: string | null },
): Promise<StripesOwn[] | null> {
  if (!stripeIntegration()) return [];
  try {
    const all = await subscriptionsOf(customerId);
    return all
      .filter((each) => each.id !== stripeSubscriptionId && each.licenseId !== id)
      .map(({ id, whole }) => ({
        id,
        dashboardUrl: dashboardUrl(`subscriptions/${id}`),
        facts: besideLicense(whole).facts,
      }));
  } catch (error) {
    if (error instanceof OutsideUnreachable || error instanceof OutsideRefused) return null;
    throw error;
  }
}
