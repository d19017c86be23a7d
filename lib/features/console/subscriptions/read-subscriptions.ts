import { z } from "zod";
import { paidIntervals } from "@/lib/domain/catalog/plan";
import { Refused } from "@/lib/domain/errors";
import { isId } from "@/lib/domain/ids";
import { findCustomer } from "@/lib/features/console/customers/queries";
import { foreignId } from "@/lib/features/foundation/input/input-rules";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { getLicense } from "@/lib/features/license/lifecycle/queries";
import { findSubscriptionRow, listSubscriptionRows } from "./subscription-rows";
import { type SubscriptionView, subscriptionView } from "./subscription-view";

/** A page of what tenants hold, held or have ordered. An unknown customer has nothing. */
export const listSubscriptions = useCase(staff("subscriptions.view"), {
  input: z.strictObject({
    customer: foreignId.optional(),
    plan: z.strictObject({ planKey: z.string(), interval: z.enum(paidIntervals) }).optional(),
    state: z.enum(["pending", "active", "unpaid", "ended", "failed"]).optional(),
    cancelsAtEnd: z.boolean().optional(),
    from: z.date().optional(),
    until: z.date().optional(),
    limit: z.int().min(1).max(100),
    offset: z.int().min(0),
  }),
  async read({ tx, input: { customer, limit, offset, ...filter } }): Promise<SubscriptionView[]> {
    const found = customer === undefined ? null : await findCustomer(tx, customer);
    if (customer !== undefined && !found) return [];
    const rows = await listSubscriptionRows(tx, { ...filter, tenantId: found?.id }, { limit, offset });
    const views: SubscriptionView[] = [];
    for (const row of rows) views.push(await subscriptionView(tx, row));
    return views;
  },
});

/** One of them, by the license's id. */
export const readSubscription = useCase(staff("subscriptions.view"), {
  input: z.strictObject({ id: foreignId }),
  async read({ tx, input }): Promise<SubscriptionView> {
    const row = isId("license", input.id) ? await findSubscriptionRow(tx, input.id) : null;
    if (!row) throw new Refused("not_found");
    return subscriptionView(tx, row);
  },
});

/** The license's id, by which a tenant's subscription is named, also before it has one. */
export const readSubscriptionId = useCase(staff("subscriptions.view"), {
  input: z.strictObject({ customer: foreignId }),
  async read({ tx, input }) {
    const customer = await findCustomer(tx, input.customer);
    if (!customer) throw new Refused("not_found");
    return (await getLicense(tx, customer.id)).id;
  },
});
