import { z } from "zod";
import type { Id } from "@/lib/domain/ids";
import type { OrderState } from "@/lib/domain/license/order";
import { findCustomer } from "@/lib/features/console/customers/queries";
import { backOffice } from "@/lib/features/foundation/context/back-office";
import { id } from "@/lib/features/foundation/input/id";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { getCheckout, orderOfCheckout } from "./queries";

export type CheckoutStatus = {
  id: Id<"checkout">;
  createdAt: Date;
  email: string | null;
  name: string | null;
  order: { state: OrderState; chargeId: Id<"charge"> } | null;
};

/** How far a checkout has come, for the SaaS's own servers. */
export const readCheckout = useCase(staff("checkouts.view"), {
  input: z.strictObject({ id: id("checkout") }),
  async read({ tx, input }): Promise<CheckoutStatus> {
    const checkout = await getCheckout(tx, input.id);
    const customer = checkout.tenantId === backOffice ? null : await findCustomer(tx, checkout.tenantId);
    const order = await orderOfCheckout(tx, checkout);
    return {
      id: checkout.id,
      createdAt: checkout.createdAt,
      email: customer?.email ?? checkout.email,
      name: customer?.name ?? checkout.name,
      order: order && { state: order.state, chargeId: order.chargeId },
    };
  },
});
