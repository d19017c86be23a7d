import { z } from "zod";
import { Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { findPaymentAccount } from "@/lib/features/payers/stripe-customer/queries";
import { stripeIntegration } from "@/lib/stripe/client";
import { type CustomerSummary, lookUpCustomer } from "@/lib/stripe/customer-lookup";
import { holdersOf } from "./holders-of";

/** A customer's id as it is typed; an address copied from Stripe's dashboard is as good as the id at its end. */
export const typedCustomerId = z
  .string()
  .trim()
  .transform((text) => /\/customers\/(cus_[A-Za-z0-9]+)/.exec(text)?.[1] ?? text)
  .refine((text) => /^cus_[A-Za-z0-9]{6,64}$/.test(text), { params: { rule: "customer_id_form" } });

const input = z.strictObject({ stripeCustomerId: typedCustomerId });

/**
 * What linking this customer would link: its name, e-mail address, currency and age, for staff to compare. Everything
 * that forbids the link is shown here already, each with its own reason on the field `stripeCustomerId`.
 */
export const previewLink = useCase(tenant("payment_account.link"), {
  input,
  async read({ tx, tenantId, input: { stripeCustomerId } }) {
    if (!stripeIntegration()) throw new Refused("stripe_off");
    const account = await findPaymentAccount(tx, tenantId);
    if (account?.stripeCustomerId === stripeCustomerId) throw customerRefused("customer_already_linked");
    if (account) throw new Refused("payment_account_exists");
  },
  outside: ({ tenantId, input: { stripeCustomerId } }): Promise<CustomerSummary> =>
    readCandidate(tenantId, stripeCustomerId),
});

/** The customer as Stripe has it, if it may be linked to the tenant. Refuses with the reason otherwise. */
export async function readCandidate(
  tenantId: Id<"tenant">,
  stripeCustomerId: string,
): Promise<CustomerSummary> {
  const found = await lookUpCustomer(stripeCustomerId);
  if (found.state !== "found") throw customerRefused(`customer_${found.state}`);
  const holder = (await holdersOf([stripeCustomerId])).get(stripeCustomerId);
  if (holder && holder.tenantId !== tenantId)
    throw customerRefused("customer_of_another", { tenant: holder.name });
  return found.customer;
}

export const customerRefused = (rule: string, params?: Record<string, string>): Refused =>
  new Refused("invalid_input", { fields: [{ field: "stripeCustomerId", rule, params }] });
