import { z } from "zod";
import { may } from "@/lib/domain/access/actions";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { type WriteOff, writeOffsOf } from "@/lib/features/license/debts/write-offs-of";
import { getLicense } from "@/lib/features/license/lifecycle/queries";
import { findPaymentAccount } from "@/lib/features/payers/stripe-customer/queries";
import { OutsideUnreachable } from "@/lib/http/outside";
import { dashboardUrl, stripeIntegration } from "@/lib/stripe/client";
import { type ListedInvoice, listInvoices as listAtStripe } from "@/lib/stripe/invoice-list";
import { invoicesWithUsage } from "./usage-of-invoice";

export type TenantInvoice = ListedInvoice & {
  /** Its page in Stripe's dashboard, for staff. */
  dashboardUrl: string | null;
  /** The file of its lines of usage; null: it bills none. */
  usageUrl: string | null;
  /** What staff gave up of it; null: nothing. */
  writtenOff: { amountMinor: string; isPaid: boolean } | null;
};

export type TenantInvoices = {
  /** `none`: there is no customer at Stripe yet, so there can be no invoice. `unreachable`: Stripe does not answer. */
  state: "read" | "none" | "unreachable";
  invoices: TenantInvoice[];
  newer: string | null;
  older: string | null;
  /** For staff: where in Stripe's dashboard to do what Choba leaves to it. */
  stripe: { customerUrl: string; subscriptionUrl: string | null } | null;
  readAt: string;
};

const pageSize = 20;
const cursor = z
  .string()
  .regex(/^in_[A-Za-z0-9]{6,64}$/)
  .optional()
  // An address that somebody changed by hand shows the newest page.
  .catch(undefined);

const input = z.strictObject({ after: cursor, before: cursor });

/**
 * The tenant's invoices as Stripe has them now, with the page that somebody asked for. That Stripe does not answer is a
 * state of the page and no refusal: the rest of it stands. Drafts are for staff only, as customers never see them.
 */
export const listTenantInvoices = useCase(tenant("invoices.view"), {
  input,
  async read({ tx, tenantId, standing }) {
    const account = stripeIntegration() ? await findPaymentAccount(tx, tenantId) : null;
    const { stripeSubscriptionId } = await getLicense(tx, tenantId);
    const given = await writeOffsOf(tx, tenantId);
    const isStaff = may(standing.roles, "console.view");
    const customerId = account?.stripeCustomerId ?? null;
    const withUsage = await invoicesWithUsage(tx, tenantId);
    return { customerId, stripeSubscriptionId, isStaff, given, withUsage, slug: standing.tenant.slug };
  },
  async outside({ ctx, input: cursor, found }): Promise<TenantInvoices> {
    const { customerId, stripeSubscriptionId, isStaff, given, withUsage, slug } = found;
    const nothing = { invoices: [], newer: null, older: null, readAt: ctx.now.toISOString() };
    if (!customerId) return { ...nothing, state: "none", stripe: null };
    const stripe = isStaff
      ? {
          customerUrl: dashboardUrl(`customers/${customerId}`),
          subscriptionUrl: stripeSubscriptionId
            ? dashboardUrl(`subscriptions/${stripeSubscriptionId}`)
            : null,
        }
      : null;
    try {
      const page = await listAtStripe(customerId, cursor, pageSize);
      const invoices = page.invoices
        .filter(({ status }) => isStaff || status !== "draft")
        .map((one) => ({
          ...one,
          dashboardUrl: isStaff ? dashboardUrl(`invoices/${one.id}`) : null,
          usageUrl: withUsage.has(one.id) ? `/t/${slug}/invoices/${one.id}/usage` : null,
          writtenOff: writtenOffOf(given, one.id),
        }));
      return { ...nothing, ...page, invoices, state: "read", stripe };
    } catch (error) {
      if (error instanceof OutsideUnreachable) return { ...nothing, state: "unreachable", stripe };
      throw error;
    }
  },
});

function writtenOffOf(given: readonly WriteOff[], id: string): TenantInvoice["writtenOff"] {
  const own = given.find(({ stripeInvoiceId, cause }) => stripeInvoiceId === id && cause === "unpaid");
  return own ? { amountMinor: String(own.amountMinor), isPaid: own.paidAt !== null } : null;
}
