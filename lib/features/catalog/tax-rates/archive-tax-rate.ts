import { eq } from "drizzle-orm";
import { z } from "zod";
import { taxRates } from "@/drizzle/schema";
import { Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { deskCommand } from "@/lib/features/foundation/use-case/desk-command";

/** Takes a tax rate out of what can be chosen, or (`archived` false) puts it back. It is never deleted. */
export const archiveTaxRate = deskCommand({
  action: "catalog.edit",
  input: z.strictObject({ id: z.string(), archived: z.boolean().default(true) }),
  async run({ ctx, input, tx, audit }): Promise<{ archivedAt: string | null }> {
    const id = input.id as Id<"taxRate">;
    const [row] = await tx.select().from(taxRates).where(eq(taxRates.id, id)).for("update");
    if (!row) throw new Refused("not_found");
    if ((row.archivedAt !== null) === input.archived)
      return { archivedAt: row.archivedAt?.toISOString() ?? null };
    const archivedAt = input.archived ? ctx.now : null;
    await tx.update(taxRates).set({ archivedAt }).where(eq(taxRates.id, id));
    const action = input.archived ? "tax_rate.archive" : "tax_rate.restore";
    await audit({ action, after: { taxRate: row.key } });
    return { archivedAt: archivedAt?.toISOString() ?? null };
  },
});
