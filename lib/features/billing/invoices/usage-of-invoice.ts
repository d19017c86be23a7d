import { and, eq, isNotNull } from "drizzle-orm";
import { z } from "zod";
import { billedUsage, charges } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { foreignId } from "@/lib/features/foundation/input/input-rules";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { type PromiseLineView, usageLineView } from "@/lib/features/license/charges/promise-view";

/** All lines of usage of an invoice, also where the invoice itself has one for each component. Before discount and tax. */
export type UsageOfInvoice = {
  slug: string;
  currency: string;
  lines: (PromiseLineView & { month: string })[];
};

export const readUsageOfInvoice = useCase(tenant("invoices.view"), {
  input: z.strictObject({ stripeInvoiceId: foreignId }),
  async read({ tx, tenantId, standing, input }): Promise<UsageOfInvoice> {
    const [charge] = await tx
      .select()
      .from(charges)
      .where(and(eq(charges.tenantId, tenantId), eq(charges.stripeInvoiceId, input.stripeInvoiceId)));
    if (!charge) throw new Refused("not_found");
    const lines = charge.promise.lines.flatMap((line) =>
      line.kind === "usage"
        ? [{ ...usageLineView(line.usage), month: line.usage.period.from.slice(0, 7) }]
        : [],
    );
    return { slug: standing.tenant.slug, currency: charge.currency, lines };
  },
});

/** The invoices of a tenant at Stripe that bill usage. */
export async function invoicesWithUsage(tx: Transaction, tenantId: Id<"tenant">): Promise<Set<string>> {
  const rows = await tx
    .selectDistinct({ id: charges.stripeInvoiceId })
    .from(billedUsage)
    .innerJoin(charges, and(eq(charges.tenantId, billedUsage.tenantId), eq(charges.id, billedUsage.chargeId)))
    .where(and(eq(billedUsage.tenantId, tenantId), isNotNull(charges.stripeInvoiceId)));
  return new Set(rows.flatMap(({ id }) => id ?? []));
}
