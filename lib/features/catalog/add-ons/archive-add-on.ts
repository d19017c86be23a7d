import { eq } from "drizzle-orm";
import { z } from "zod";
import { addOns } from "@/drizzle/schema";
import { Refused } from "@/lib/domain/errors";
import { id } from "@/lib/features/foundation/input/id";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";

/** Takes an add-on out of what the plan editor offers, or (`archived` false) puts it back. Plans keep their copies. */
export const archiveAddOn = useCase(staff("catalog.edit"), {
  input: z.strictObject({ id: id("addOn"), archived: z.boolean().default(true) }),
  async write({ ctx, input, tx, audit }): Promise<{ archivedAt: string | null }> {
    const { id } = input;
    const [row] = await tx.select().from(addOns).where(eq(addOns.id, id)).for("update");
    if (!row) throw new Refused("not_found");
    if ((row.archivedAt !== null) === input.archived)
      return { archivedAt: row.archivedAt?.toISOString() ?? null };
    const archivedAt = input.archived ? ctx.now : null;
    await tx.update(addOns).set({ archivedAt }).where(eq(addOns.id, id));
    await audit({ action: input.archived ? "add_on.archive" : "add_on.restore", after: { addOn: row.key } });
    return { archivedAt: archivedAt?.toISOString() ?? null };
  },
});
