import { and, eq, gte } from "drizzle-orm";
import { z } from "zod";
import { reverseChargeRulings } from "@/drizzle/schema";
import { Refused } from "@/lib/domain/errors";
import { isDay } from "@/lib/domain/quote/quote";
import { reverseChargeRulings as rulings } from "@/lib/domain/tax/reverse-charge";
import { dayOf } from "@/lib/domain/time/calendar";
import { actorName } from "@/lib/features/foundation/audit/record-audit";
import { remark } from "@/lib/features/foundation/input/input-rules";
import { enqueueMessage } from "@/lib/features/foundation/outbox/enqueue-message";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { readReverseChargeRulings } from "./tax-of-tenant";

/**
 * Says that reverse charge applies to a tenant from a day on or does not, whatever its VAT number is, or leaves it to the
 * number again. Only the form of a number is checked here, and staff may know better. What was planned for that day or
 * later is replaced. A day that is over is refused: what was charged for it keeps its tax.
 */
export const setReverseCharge = useCase(tenant("tax_exemption.set", { locks: true }), {
  input: z.strictObject({
    from: z.string().refine(isDay, { params: { rule: "not_a_day" } }),
    ruling: z.enum(rulings),
    reason: remark(200).default(""),
  }),
  async write({ ctx, input, tx, tenantId, standing, audit }): Promise<{ from: string }> {
    const { from, ruling } = input;
    const reason = ruling === "by_number" ? "" : input.reason;
    if (from < dayOf(ctx.now, standing.tenant.timeZone))
      throw new Refused("invalid_input", { fields: [{ field: "from", rule: "day_is_over" }] });
    if (ruling !== "by_number" && reason === "")
      throw new Refused("invalid_input", { fields: [{ field: "reason", rule: "required" }] });
    const last = (await readReverseChargeRulings(tx, tenantId)).at(-1);
    await tx
      .delete(reverseChargeRulings)
      .where(and(eq(reverseChargeRulings.tenantId, tenantId), gte(reverseChargeRulings.fromDay, from)));
    await tx
      .insert(reverseChargeRulings)
      .values({ tenantId, fromDay: from, ruling, reason, setByName: actorName(ctx), setAt: ctx.now });
    await audit({
      action: "reverse_charge.set",
      before: last ? { startsAt: last.fromDay, reverseCharge: last.ruling, reason: last.reason } : null,
      after: { startsAt: from, reverseCharge: ruling, reason },
    });
    // A draft that Stripe finalises without Choba is taxed as the subscription says.
    await enqueueMessage(tx, ctx, tenantId, "stripe.subscription.sync", {}, "worker");
    return { from };
  },
});
