import { eq } from "drizzle-orm";
import { z } from "zod";
import { addOns } from "@/drizzle/schema";
import { newId } from "@/lib/db/ids";
import { Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { addon } from "@/lib/features/catalog/plans/drafts/plan-schema";
import { addOnProblems } from "@/lib/features/catalog/plans/publication/plan-problems";
import { catalogKey } from "@/lib/features/foundation/input/catalog-rules";
import { id } from "@/lib/features/foundation/input/id";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";

/**
 * Creates an add-on (`id` null) or changes one; plans that have copied it keep their copy. It says its currency, because
 * it may be copied only into plans of the same. The key stays.
 */
export const saveAddOn = useCase(staff("catalog.edit"), {
  input: z.strictObject({ id: id("addOn").nullable(), definition: addon.extend({ key: catalogKey }) }),
  async write({ ctx, input: { id: addOnId, definition }, tx, audit }): Promise<{ id: Id<"addOn"> }> {
    const { key } = definition;
    const problems = await addOnProblems(tx, definition);
    if (problems.length > 0) throw new Refused("invalid_input", { fields: problems });
    if (addOnId === null) {
      const [made] = await tx
        .insert(addOns)
        .values({ id: newId("addOn"), key, definition, createdAt: ctx.now })
        .onConflictDoNothing()
        .returning({ id: addOns.id });
      if (!made) throw refusedKey("key_taken");
      await audit({ action: "add_on.create", after: { addOn: key } });
      return made;
    }
    const [before] = await tx.select().from(addOns).where(eq(addOns.id, addOnId)).for("update");
    if (!before) throw new Refused("not_found");
    if (before.key !== key) throw refusedKey("cannot_change");
    await tx.update(addOns).set({ definition }).where(eq(addOns.id, addOnId));
    await audit({ action: "add_on.change", after: { addOn: key } });
    return { id: addOnId };
  },
});

const refusedKey = (rule: string) =>
  new Refused("invalid_input", { fields: [{ field: "definition.key", rule }] });
