import { z } from "zod";
import { invariant } from "@/lib/domain/errors";
import { findCustomer } from "@/lib/features/console/customers/queries";
import { staffOnTenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { cartSchema, wantedOf } from "./cart";

/** What a cart asks for in the terms of a tenant's plans, refused by the cart's own fields. */
export const readWantedCart = useCase(staffOnTenant("license.request_change"), {
  input: z.strictObject({ cart: cartSchema }),
  async read({ ctx, tx, tenantId, input }) {
    const customer = await findCustomer(tx, tenantId);
    invariant(customer, `tenant ${tenantId} is a customer`);
    const { coupon: _, ...wanted } = await wantedOf(tx, input.cart, customer, ctx.now);
    return wanted;
  },
});
