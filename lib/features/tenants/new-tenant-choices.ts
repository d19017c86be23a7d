import { z } from "zod";
import { deskQuery } from "../shared/desk-command";
import { staffOf } from "../staff/queries";
import { currenciesOnSale } from "./currencies";

/** What one chooses from when a tenant is created, and what is chosen at first. */
export type NewTenantChoices = {
  salesReps: { id: string; name: string }[];
  /** A rep looks after the tenants that they create. */
  salesRepId: string | null;
  currencies: string[];
};

export const readNewTenantChoices = deskQuery({
  action: "tenant.create",
  input: z.strictObject({}),
  async run({ ctx, tx }): Promise<NewTenantChoices> {
    const salesReps = (await staffOf(tx)).filter(({ role }) => role === "sales");
    const own = ctx.actor.kind === "user" ? ctx.actor.userId : null;
    return {
      salesReps: salesReps.map(({ id, name }) => ({ id, name })),
      salesRepId: salesReps.some(({ id }) => id === own) ? own : null,
      currencies: await currenciesOnSale(tx),
    };
  },
});
