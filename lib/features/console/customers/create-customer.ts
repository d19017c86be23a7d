import { eq } from "drizzle-orm";
import { z } from "zod";
import { tenants } from "@/drizzle/schema";
import { invariant } from "@/lib/domain/errors";
import { usualFacts } from "@/lib/features/console/new-tenant/usual-facts";
import { emailAddress, line } from "@/lib/features/foundation/input/input-rules";
import { metadata } from "@/lib/features/foundation/input/metadata";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { tenantLocale, tenantName, timeZoneName } from "@/lib/features/people/tenants/tenant-rules";
import { makeCustomer } from "./make-customer";
import { type Customer, findCustomer } from "./queries";

/**
 * The SaaS's own servers make a customer: a tenant on Free, owned by the person at the address. What they do not say
 * follows from the country, and without one from the currency. The same address and name again are the same customer.
 */
export const createCustomer = useCase(staff("customers.create"), {
  input: z.strictObject({
    email: emailAddress,
    name: tenantName,
    phoneNumber: line(40).nullable().optional(),
    metadata: metadata.optional(),
    /** ISO 3166; empty: not known. */
    country: z.string().max(2).default(""),
    currency: z.string().optional(),
    timeZone: timeZoneName.optional(),
    locale: tenantLocale.optional(),
  }),
  async write({ tx, ctx, input }): Promise<Customer> {
    const id = await makeCustomer(tx, ctx, {
      email: input.email,
      name: input.name,
      personName: "",
      ...(await usualFacts(tx, input)),
    });
    const { phoneNumber, metadata } = input;
    if (phoneNumber !== undefined || metadata !== undefined)
      await tx
        .update(tenants)
        .set({ ...(metadata ? { metadata } : {}), ...(phoneNumber === undefined ? {} : { phoneNumber }) })
        .where(eq(tenants.id, id));
    const made = await findCustomer(tx, id);
    invariant(made, "a customer just made exists");
    return made;
  },
});
