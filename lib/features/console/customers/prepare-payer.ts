import { z } from "zod";
import { invariant, Refused } from "@/lib/domain/errors";
import { addressSchema, writeAddress } from "@/lib/features/console/customers/address";
import { adoptCurrency } from "@/lib/features/console/customers/adopt-currency";
import { findCustomer } from "@/lib/features/console/customers/queries";
import type { MessageReference } from "@/lib/features/foundation/outbox/enqueue-message";
import { processMessage } from "@/lib/features/foundation/outbox/process-message";
import { staffOnTenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { writePaymentAccount } from "@/lib/features/payers/payment-account/write-payment-account";

/**
 * What a customer needs before anything is ordered for it: a payment account in its name, and an address where it has none.
 * What is there already stays.
 */
export const preparePayer = useCase(staffOnTenant("customer.edit", { locks: true }), {
  input: z.strictObject({ address: addressSchema.nullable(), currency: z.string() }),
  async write({ ctx, tx, tenantId, standing, input: { address, currency } }): Promise<MessageReference[]> {
    const customer = await findCustomer(tx, tenantId);
    invariant(customer, `tenant ${tenantId} is a customer`);
    if (customer.salesModel === "sales_led") throw new Refused("sales_led");
    await adoptCurrency(tx, ctx, customer, currency, "product_id");
    const { name: payerName, email: payerEmail } = customer;
    const account = await writePaymentAccount(tx, ctx, standing.tenant, { payerName, payerEmail });
    const details = address && (await writeAddress(tx, ctx, customer, address, "billing"));
    return [account, details].filter((message) => message !== null);
  },
  async afterCommit({ ctx }, messages) {
    for (const message of messages) await processMessage(ctx, message);
    return { prepared: true };
  },
});
