import { z } from "zod";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { aboutSchema, askedQuantity, type Judgement, judge } from "./judge";
import { type HeldState, readHeldState } from "./read-held-state";

/** What a tenant may use, and how much of it is left. */
export const listEntitlements = useCase(tenant("license.view"), {
  input: z.strictObject({}),
  read: ({ ctx, tx, standing }): Promise<HeldState> => readHeldState(tx, standing, ctx.now),
});

/** May the tenant do this now? Nothing is kept free for it: another may be quicker (`makeHold`). */
export const checkEntitlement = useCase(tenant("license.view"), {
  input: z.strictObject({ about: aboutSchema, quantity: askedQuantity }),
  async read({ ctx, tx, standing, input: { about, quantity } }): Promise<Judgement> {
    return judge(await readHeldState(tx, standing, ctx.now), about, quantity);
  },
});
