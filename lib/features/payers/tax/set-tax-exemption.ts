import { and, eq, gte } from "drizzle-orm";
import { z } from "zod";
import { taxExemptions } from "@/drizzle/schema";
import { Refused } from "@/lib/domain/errors";
import { isDay } from "@/lib/domain/quote/quote";
import { dayOf } from "@/lib/domain/time/calendar";
import { actorName } from "@/lib/features/foundation/audit/record-audit";
import { remark } from "@/lib/features/foundation/input/input-rules";
import { enqueueMessage } from "@/lib/features/foundation/outbox/enqueue-message";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { readTaxExemptions } from "./tax-of-tenant";

/**
 * Makes a tenant exempt from tax from a day on, or taxes it again. What was planned for that day or later is replaced.
 * A day that is over is refused: what was charged for it keeps its tax.
 */
export const setTaxExemption = useCase(tenant("tax_exemption.set", { locks: true }), {
  input: z.strictObject({
    from: z.string().refine(isDay, { params: { rule: "not_a_day" } }),
    isExempt: z.boolean(),
    /** Stands on the invoices of an exempt tenant. */
    reason: remark(200).default(""),
  }),
  async write({ ctx, input, tx, tenantId, standing, audit }): Promise<{ from: string }> {
    const { from, isExempt } = input;
    const reason = isExempt ? input.reason : "";
    if (from < dayOf(ctx.now, standing.tenant.timeZone))
      throw new Refused("invalid_input", { fields: [{ field: "from", rule: "day_is_over" }] });
    if (isExempt && reason === "")
      throw new Refused("invalid_input", { fields: [{ field: "reason", rule: "required" }] });
    const last = (await readTaxExemptions(tx, tenantId)).at(-1);
    await tx
      .delete(taxExemptions)
      .where(and(eq(taxExemptions.tenantId, tenantId), gte(taxExemptions.fromDay, from)));
    await tx
      .insert(taxExemptions)
      .values({ tenantId, fromDay: from, isExempt, reason, setByName: actorName(ctx), setAt: ctx.now });
    await audit({
      action: "tax_exemption.set",
      before: last ? { startsAt: last.fromDay, isExempt: last.isExempt, reason: last.reason } : null,
      after: { startsAt: from, isExempt, reason },
    });
    // A draft that Stripe finalises without Choba is taxed as the subscription says.
    await enqueueMessage(tx, ctx, tenantId, "stripe.subscription.sync", {}, "worker");
    return { from };
  },
});
