import { eq } from "drizzle-orm";
import { z } from "zod";
import { orders, tenants } from "@/drizzle/schema";
import { Refused } from "@/lib/domain/errors";
import { publicUrl } from "@/lib/env";
import { bearer } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { getCharge } from "@/lib/features/license/charges/queries";
import { returnFromOrder } from "./return-from-order";

/**
 * Where the payer of an order must go now: to the page for a card, to the invoice, or, when nothing waits for them, back
 * to the SaaS. The token is the permission, as with Stripe's own pages, so nobody signs in for it.
 */
export const openPayPage = useCase(bearer(), {
  input: z.strictObject({ token: z.string() }),
  async read({ tx, input: { token } }): Promise<{ url: string }> {
    if (!/^[\w-]{32}$/.test(token)) throw new Refused("not_found");
    const [row] = await tx
      .select({ order: orders, slug: tenants.slug })
      .from(orders)
      .innerJoin(tenants, eq(tenants.id, orders.tenantId))
      .where(eq(orders.payToken, token));
    if (!row) throw new Refused("not_found");
    const { order, slug } = row;
    const waiting = {
      awaiting_card: order.checkoutUrl,
      awaiting_payment: (await getCharge(tx, order.tenantId, order.chargeId)).hostedInvoiceUrl,
    };
    const { state } = order;
    const page = state === "awaiting_card" || state === "awaiting_payment" ? waiting[state] : null;
    const back = order.returnUrl && returnFromOrder(order.returnUrl, order.id);
    return { url: page ?? back ?? `${publicUrl()}/t/${slug}/billing` };
  },
});
