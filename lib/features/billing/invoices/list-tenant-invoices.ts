import { and, count, eq, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { stripeInvoices } from "@/drizzle/schema";
import { may } from "@/lib/domain/access/actions";
import type { Id } from "@/lib/domain/ids";
import { foreignId } from "@/lib/features/foundation/input/input-rules";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { issuedAt } from "@/lib/features/license/debts/invoice-state";
import { getLicense } from "@/lib/features/license/lifecycle/queries";
import { findPaymentAccount } from "@/lib/features/payers/stripe-customer/queries";
import { dashboardUrl, stripeIntegration } from "@/lib/stripe/client";
import { readTenantInvoiceRows, type TenantInvoice, visibleTo } from "./tenant-invoice-rows";

export type TenantInvoices = {
  invoices: TenantInvoice[];
  total: number;
  page: number;
  pageSize: number;
  /** For staff: where in Stripe's dashboard to do what Choba leaves to it; null for others, and without a customer. */
  stripe: { customerUrl: string; subscriptionUrl: string | null } | null;
};

const pageSize = 20;
const lastPage = 10_000;

/** A tenant's invoices from Choba's own index, so that they are there also without Stripe and without a customer. */
export const listTenantInvoices = useCase(tenant("invoices.view"), {
  input: z.strictObject({
    /** Beyond the last page is the last one. An address that somebody changed by hand shows the newest. */
    page: z.int().min(1).max(lastPage).default(1).catch(1),
  }),
  async read({ ctx, tx, tenantId, standing, input }): Promise<TenantInvoices> {
    const isStaff = may(standing.roles, "console.view");
    const reader = { tenantId, isStaff };
    const [counted] = await tx.select({ total: count() }).from(stripeInvoices).where(visibleTo(reader));
    const total = counted?.total ?? 0;
    const page = Math.min(input.page, Math.max(1, Math.ceil(total / pageSize)));
    const here = { where: undefined, limit: pageSize, offset: (page - 1) * pageSize };
    const account = isStaff && stripeIntegration() ? await findPaymentAccount(tx, tenantId) : null;
    const { stripeSubscriptionId } = await getLicense(tx, tenantId);
    const customerId = account?.stripeCustomerId;
    return {
      invoices: await readTenantInvoiceRows(tx, ctx, reader, here),
      total,
      page,
      pageSize,
      stripe: customerId
        ? {
            customerUrl: dashboardUrl(`customers/${customerId}`),
            subscriptionUrl: stripeSubscriptionId
              ? dashboardUrl(`subscriptions/${stripeSubscriptionId}`)
              : null,
          }
        : null,
    };
  },
});

export type InvoicesAfter = { invoices: TenantInvoice[]; next: string | null };

/** A tenant's invoices for programs, the newest first; those `after` an invoice are older, whatever is new meanwhile. */
export const listInvoicesAfter = useCase(tenant("invoices.view"), {
  input: z.strictObject({ limit: z.int().min(1).max(100), after: foreignId.optional() }),
  async read({ ctx, tx, tenantId, standing, input: { limit, after } }): Promise<InvoicesAfter> {
    const reader = { tenantId, isStaff: may(standing.roles, "console.view") };
    const where = after === undefined ? undefined : olderThan(tenantId, after);
    const rows = await readTenantInvoiceRows(tx, ctx, reader, { where, limit: limit + 1, offset: 0 });
    const invoices = rows.slice(0, limit);
    const next = rows.length > limit ? (invoices.at(-1)?.id ?? null) : null;
    return { invoices, next };
  },
});

/** Of an invoice that nobody has nothing is older. */
const olderThan = (tenantId: Id<"tenant">, after: string): SQL =>
  sql`(${issuedAt}, ${stripeInvoices.stripeInvoiceId}) < (
    select ${issuedAt}, ${stripeInvoices.stripeInvoiceId} from ${stripeInvoices}
    where ${and(eq(stripeInvoices.tenantId, tenantId), eq(stripeInvoices.stripeInvoiceId, after))})`;
