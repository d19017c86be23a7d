import { z } from "zod";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { salesReps } from "@/lib/features/people/tenants/sales-reps";
import { currenciesOnSale } from "./currencies-on-sale";

/** What one chooses from when a tenant is created, and what is chosen at first. */
export type NewTenantChoices = {
  salesReps: { id: string; name: string }[];
  /** A rep looks after the tenants that they create. */
  salesRepId: string | null;
  currencies: string[];
};

export const readNewTenantChoices = useCase(staff("tenant.create"), {
  input: z.strictObject({}),
  async read({ ctx, tx }): Promise<NewTenantChoices> {
    const reps = await salesReps(tx);
    const own = ctx.actor.kind === "user" ? ctx.actor.userId : null;
    return {
      salesReps: reps.map(({ id, name }) => ({ id, name })),
      salesRepId: reps.some(({ id }) => id === own) ? own : null,
      currencies: await currenciesOnSale(tx),
    };
  },
});
