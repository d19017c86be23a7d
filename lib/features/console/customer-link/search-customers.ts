import { z } from "zod";
import { type Result, succeeded } from "@/lib/domain/errors";
import type { Context } from "@/lib/features/foundation/context/context";
import { emailAddress } from "@/lib/features/foundation/input/input-rules";
import { parseInput } from "@/lib/features/foundation/input/parse-input";
import { authoriseConsole } from "@/lib/features/foundation/use-case/authorise";
import { answerRefusal, askStripe } from "@/lib/features/foundation/use-case/refusals";
import { type CustomerSummary, findCustomersByEmail } from "@/lib/stripe/customer-lookup";
import { holdersOf } from "./holders-of-customer";

const input = z.strictObject({ email: emailAddress });

/** A customer with this address at Stripe, and the tenant to which it is linked, if any. */
export type FoundCustomer = CustomerSummary & { linkedTo: { slug: string; name: string } | null };

/** The customers at Stripe with an e-mail address, whatever tenant they belong to. No connection waits for Stripe. */
export async function searchCustomers(
  ctx: Context,
  rawInput: z.input<typeof input>,
): Promise<Result<{ customers: FoundCustomer[] }>> {
  try {
    authoriseConsole(ctx, "stripe_customers.search");
    const { email } = parseInput(input, rawInput);
    const found = await askStripe(() => findCustomersByEmail(email));
    const holders = await holdersOf(found.map(({ id }) => id));
    const customers = found.map((customer) => {
      const holder = holders.get(customer.id);
      return { ...customer, linkedTo: holder ? { slug: holder.slug, name: holder.name } : null };
    });
    return succeeded({ customers });
  } catch (error) {
    return answerRefusal(error);
  }
}
