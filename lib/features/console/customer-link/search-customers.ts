import { z } from "zod";
import { emailAddress } from "@/lib/features/foundation/input/input-rules";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { type CustomerSummary, findCustomersByEmail } from "@/lib/stripe/customer-lookup";
import { holdersOf } from "./holders-of";

const input = z.strictObject({ email: emailAddress });

/** A customer with this address at Stripe, and the tenant to which it is linked, if any. */
export type FoundCustomer = CustomerSummary & { linkedTo: { slug: string; name: string } | null };

/** The customers at Stripe with an e-mail address, whatever tenant they belong to. */
export const searchCustomers = useCase(staff("stripe_customers.search"), {
  input,
  async outside({ input: { email } }): Promise<{ customers: FoundCustomer[] }> {
    const found = await findCustomersByEmail(email);
    const holders = await holdersOf(found.map(({ id }) => id));
    const customers = found.map((customer) => {
      const holder = holders.get(customer.id);
      return { ...customer, linkedTo: holder ? { slug: holder.slug, name: holder.name } : null };
    });
    return { customers };
  },
});
