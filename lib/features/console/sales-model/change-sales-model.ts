import { eq } from "drizzle-orm";
import { z } from "zod";
import { licenses, tenants } from "@/drizzle/schema";
import type { LocalizedText } from "@/lib/domain/catalog/plan";
import { Refused } from "@/lib/domain/errors";
import {
  planSalesModelChange,
  type SalesModel,
  type SalesModelPlan,
  salesModels,
} from "@/lib/domain/tenant/sales-model";
import { getPlanVersion } from "@/lib/features/catalog/plans/record/queries";
import { enqueueMail } from "@/lib/features/foundation/mail/enqueue-mail";
import { processMessage } from "@/lib/features/foundation/outbox/process-message";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { getLicense, lockLicense } from "@/lib/features/license/lifecycle/queries";
import { enqueueSync } from "@/lib/features/license/subscription/enqueue-sync";
import { paymentAdministratorOf } from "@/lib/features/people/members/queries";
import { readSalesModelFacts } from "./sales-model-facts";

/** What a change would do now, with what its sentences need. */
export type SalesModelPreview = SalesModelPlan & {
  from: SalesModel;
  to: SalesModel;
  planName: LocalizedText;
  /** ISO 8601; null on Free. */
  periodEnd: string | null;
  payer: { name: string; email: string };
  currency: string;
  plansToBuy: number;
  openQuotes: number;
};

/** Exactly what converting the tenant to the other sales model will do, and what prevents it. */
export const previewSalesModel = useCase(tenant("tenant.change_sales_model"), {
  input: z.strictObject({}),
  async read({ ctx, tx, tenantId, standing: { tenant } }): Promise<SalesModelPreview> {
    const license = await getLicense(tx, tenantId);
    const facts = await readSalesModelFacts(tx, ctx.now, tenant, license);
    const { definition } = await getPlanVersion(tx, license.planVersionId);
    const { user: payer } = await paymentAdministratorOf(tx, tenantId);
    const to = tenant.salesModel === "self_serve" ? "sales_led" : "self_serve";
    return {
      ...planSalesModelChange(to, facts),
      from: tenant.salesModel,
      to,
      planName: definition.name,
      periodEnd: license.periodEnd?.toISOString() ?? null,
      payer: { name: payer.name, email: payer.email },
      currency: tenant.currency,
      plansToBuy: facts.plansToBuy,
      openQuotes: facts.openQuotes,
    };
  },
});

/** `renewal`: what came of stopping it at Stripe; null where there was none to stop. */
export type SalesModelChanged = { changed: boolean; renewal: "stopped" | "underway" | "refused" | null };

/**
 * Turns a tenant over to the other sales model, if what was shown still holds. A running subscription is not renewed under
 * the sales team; the payment administrator gets an e-mail.
 */
export const changeSalesModel = useCase(tenant("tenant.change_sales_model", { locks: true }), {
  input: z.strictObject({ to: z.enum(salesModels), effects: z.array(z.string()).max(20) }),
  async write({ ctx, input: { to, effects: shown }, tx, tenantId, audit }) {
    const license = await lockLicense(tx, tenantId);
    const { tenant, user: payer } = await paymentAdministratorOf(tx, tenantId);
    if (tenant.salesModel === to) return { changed: false, renewalMessage: null };
    const plan = planSalesModelChange(to, await readSalesModelFacts(tx, ctx.now, tenant, license));
    if (plan.obstacles.length > 0) throw new Refused("sales_model_refused");
    if (JSON.stringify(plan.effects) !== JSON.stringify(shown)) throw new Refused("changed_meanwhile");
    const stops = plan.effects.includes("renewal_stops");
    await tx.update(tenants).set({ salesModel: to }).where(eq(tenants.id, tenantId));
    if (stops) await tx.update(licenses).set({ renews: false }).where(eq(licenses.tenantId, tenantId));
    await audit({
      action: "tenant.sales_model_changed",
      before: { salesModel: tenant.salesModel, ...(stops ? { renews: true } : {}) },
      after: { salesModel: to, ...(stops ? { renews: false } : {}) },
    });
    await enqueueMail(tx, ctx, tenantId, {
      to: payer.email,
      locale: payer.locale,
      template: to === "sales_led" ? "now_sales_led" : "now_self_serve",
      values: { name: payer.name, tenant: tenant.name },
      path: `/t/${tenant.slug}/billing`,
    });
    const renewalMessage = stops ? await enqueueSync(tx, ctx, tenantId) : null;
    return { changed: true, renewalMessage };
  },
  async afterCommit({ ctx }, { changed, renewalMessage }): Promise<SalesModelChanged> {
    if (!renewalMessage) return { changed, renewal: null };
    const { state } = await processMessage(ctx, renewalMessage);
    return { changed, renewal: state === "done" ? "stopped" : state === "refused" ? "refused" : "underway" };
  },
});
