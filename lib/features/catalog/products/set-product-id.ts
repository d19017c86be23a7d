import { and, eq, ne, not, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { plans, productIds } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { paidIntervals } from "@/lib/domain/catalog/plan";
import { Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { addOnsOf } from "@/lib/domain/products/product";
import { lockCatalog } from "@/lib/features/catalog/plans/record/lock-catalog";
import { findNewestVersion, findPlan } from "@/lib/features/catalog/plans/record/queries";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";

/** Without a dot, which only the ids have that are made of keys: so no chosen id is ever taken for one of those. */
const externalId = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9_-]{0,80}$/);

const input = z.strictObject({
  planKey: z.string().max(60),
  interval: z.enum(paidIntervals).or(z.literal("")),
  /** Empty for the plan at an interval itself. */
  componentKey: z.string().max(60),
  optionKey: z.string().max(60),
  /** Empty: the id that is made of keys again. */
  externalId,
});

type Input = z.output<typeof input>;

/**
 * Chooses the id by which the SaaS's own servers name a product or an add-on, such as the one that they know it by from
 * elsewhere. A product's id is its own; plans may share the id of an add-on.
 */
export const setProductId = useCase(staff("catalog.edit"), {
  input,
  async write({ tx, input, audit }): Promise<{ changed: boolean }> {
    await lockCatalog(tx);
    const plan = await findPlan(tx, input.planKey);
    if (!plan) throw new Refused("not_found");
    await requireSold(tx, plan, input);
    const [before] = await tx.select().from(productIds).where(rowOf(plan.id, input));
    if ((before?.externalId ?? "") === input.externalId) return { changed: false };
    if (input.externalId !== "") await requireFree(tx, plan.id, input);
    await tx.delete(productIds).where(rowOf(plan.id, input));
    const { planKey, ...row } = input;
    if (row.externalId !== "") await tx.insert(productIds).values({ ...row, planId: plan.id });
    await audit({
      action: "product_id.set",
      before: { externalId: before?.externalId ?? "" },
      after: { plan: planKey, ...row },
    });
    return { changed: true };
  },
});

const rowOf = (planId: Id<"plan">, { interval, componentKey, optionKey }: Input): SQL =>
  sql`${productIds.planId} = ${planId} and ${productIds.interval} = ${interval}
    and ${productIds.componentKey} = ${componentKey} and ${productIds.optionKey} = ${optionKey}`;

/** A product is a plan at an interval; an add-on is one of the plan's newest version, at every interval. */
async function requireSold(
  tx: Transaction,
  plan: { id: Id<"plan">; key: string },
  { interval, componentKey, optionKey }: Input,
): Promise<void> {
  const version = await findNewestVersion(tx, plan.id);
  const isProduct = componentKey === "" && optionKey === "" && interval !== "";
  const addOns = version ? addOnsOf({ planKey: plan.key, definition: version.definition }, []) : [];
  const isAddOn = addOns.some((each) => each.component.key === componentKey && each.optionKey === optionKey);
  if (!version || !(isProduct || (isAddOn && interval === ""))) throw new Refused("not_found");
}

async function requireFree(tx: Transaction, planId: Id<"plan">, wanted: Input): Promise<void> {
  const isProduct = wanted.componentKey === "";
  const scope = isProduct ? eq(productIds.componentKey, "") : eq(productIds.planId, planId);
  const [other] = await tx
    .select({ planKey: plans.key })
    .from(productIds)
    .innerJoin(plans, eq(plans.id, productIds.planId))
    .where(
      and(
        eq(productIds.externalId, wanted.externalId),
        scope,
        isProduct ? undefined : ne(productIds.componentKey, ""),
        not(rowOf(planId, wanted)),
      ),
    );
  if (other) throw new Refused("invalid_input", { fields: [{ field: "externalId", rule: "id_taken" }] });
}
