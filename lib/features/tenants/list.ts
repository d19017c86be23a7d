import { and, asc, count, eq, ilike, or, sql } from "drizzle-orm";
import { licenses, mauCounts, paymentAccounts, plans, planVersions, tenants } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import { type LocalizedText, limitsOf } from "@/lib/domain/catalog/plan";
import { succeeded } from "@/lib/domain/errors";
import { authoriseDesk } from "../shared/authorise";
import { answerRefusal } from "../shared/command";
import type { Context } from "../shared/context";

export type TenantRow = {
  id: string;
  slug: string;
  name: string;
  salesModel: "self_serve" | "sales_led";
  planName: LocalizedText;
  state: "active" | "renewal_stopped" | "payment_failed" | "authentication_needed";
  periodEnd: string | null;
  mau: number;
  maximumMau: number | null;
  stripeCustomerId: string | null;
};

export type TenantPage = { rows: TenantRow[]; total: number; page: number; pageSize: number };

const pageSize = 50;

/** Staff's list of tenants, by name, a page at a time; `search` looks in name, slug and Stripe customer id. */
export async function listTenants(ctx: Context, filter: { search: string; page: number }) {
  try {
    authoriseDesk(ctx, "tenants.list");
    return succeeded(await acrossTenants(read));
  } catch (error) {
    return answerRefusal(error);
  }

  async function read(tx: Parameters<Parameters<typeof acrossTenants>[0]>[0]): Promise<TenantPage> {
    const page = Math.max(1, Math.trunc(filter.page) || 1);
    const words = filter.search.trim().slice(0, 100);
    const pattern = `%${words.replace(/[\\%_]/g, "\\$&")}%`;
    const matches = words
      ? or(
          ilike(tenants.name, pattern),
          ilike(tenants.slug, pattern),
          eq(paymentAccounts.stripeCustomerId, words),
        )
      : undefined;
    // The current month in each tenant's own zone: MAU is counted there.
    const month = sql`to_char(${ctx.now.toISOString()}::timestamptz at time zone ${tenants.timeZone}, 'YYYY-MM')`;
    const from = tx
      .select({
        id: tenants.id,
        slug: tenants.slug,
        name: tenants.name,
        salesModel: tenants.salesModel,
        definition: planVersions.definition,
        renews: licenses.renews,
        payment: licenses.payment,
        periodEnd: licenses.periodEnd,
        mau: mauCounts.users,
        stripeCustomerId: paymentAccounts.stripeCustomerId,
      })
      .from(tenants)
      .innerJoin(licenses, eq(licenses.tenantId, tenants.id))
      .innerJoin(planVersions, eq(planVersions.id, licenses.planVersionId))
      .innerJoin(plans, eq(plans.id, planVersions.planId))
      .leftJoin(paymentAccounts, eq(paymentAccounts.tenantId, tenants.id))
      .leftJoin(mauCounts, and(eq(mauCounts.tenantId, tenants.id), eq(mauCounts.month, month)))
      .where(matches)
      .orderBy(asc(tenants.name), asc(tenants.id))
      .limit(pageSize)
      .offset((page - 1) * pageSize);
    const [total] = await tx
      .select({ n: count() })
      .from(tenants)
      .leftJoin(paymentAccounts, eq(paymentAccounts.tenantId, tenants.id))
      .where(matches);
    const rows = await from;
    return {
      rows: rows.map(({ definition, renews, payment, periodEnd, mau, ...row }) => ({
        ...row,
        planName: definition.name,
        state:
          payment === "failed"
            ? "payment_failed"
            : payment === "authentication_needed"
              ? payment
              : renews
                ? "active"
                : "renewal_stopped",
        periodEnd: periodEnd?.toISOString() ?? null,
        mau: mau ?? 0,
        maximumMau: limitsOf(definition).monthlyActiveUsers,
      })),
      total: total?.n ?? 0,
      page,
      pageSize,
    };
  }
}
