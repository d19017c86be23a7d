import { eq } from "drizzle-orm";
import { z } from "zod";
import { estimates } from "@/drizzle/schema";
import { Refused } from "@/lib/domain/errors";
import { id } from "@/lib/features/foundation/input/id";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import type { KeptEstimate, MadeEstimate } from "./make-estimate";

/** An estimate as it was told, with what it was made from; however prices have changed since. */
export const readEstimate = useCase(staff("estimates.make"), {
  input: z.strictObject({ id: id("estimate") }),
  async read({ tx, input }): Promise<KeptEstimate & { inputs: Record<string, unknown>; toldAt: Date }> {
    const [row] = await tx.select().from(estimates).where(eq(estimates.id, input.id));
    if (!row) throw new Refused("not_found");
    const result = row.result as MadeEstimate;
    return { ...result, id: row.id, inputs: row.inputs, toldAt: row.firstToldAt };
  },
});
