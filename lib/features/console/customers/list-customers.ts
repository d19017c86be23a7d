import { z } from "zod";
import { Refused } from "@/lib/domain/errors";
import { foreignId } from "@/lib/features/foundation/input/input-rules";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { findCustomer, listCustomerRows } from "./queries";

/** A page of customers, the newest first. */
export const listCustomers = useCase(staff("customers.view"), {
  input: z.strictObject({
    email: z.string().max(254).optional(),
    name: z.string().max(120).optional(),
    from: z.date().optional(),
    until: z.date().optional(),
    limit: z.int().min(1).max(100),
    offset: z.int().min(0),
  }),
  read: ({ tx, input: { limit, offset, ...filter } }) => listCustomerRows(tx, filter, { limit, offset }),
});

/** One customer, by a tenant's id, its slug, or its Stripe customer's id. */
export const readCustomer = useCase(staff("customers.view"), {
  input: z.strictObject({ reference: foreignId }),
  async read({ tx, input }) {
    const customer = await findCustomer(tx, input.reference);
    if (!customer) throw new Refused("not_found");
    return customer;
  },
});
