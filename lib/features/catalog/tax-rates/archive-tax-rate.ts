import { eq } from "drizzle-orm";
import { z } from "zod";
import { taxRates } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { Refused } from "@/lib/domain/errors";
import { earliestToday } from "@/lib/domain/time/calendar";
import { lockCatalog } from "@/lib/features/catalog/plans/record/lock-catalog";
import { id } from "@/lib/features/foundation/input/id";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { readDefaultTaxRates } from "./default-tax-rates";

/** Takes a tax rate out of what can be chosen, or (`archived` false) puts it back. It is never deleted. */
export const archiveTaxRate = useCase(staff("catalog.edit"), {
  input: z.strictObject({ id: id("taxRate"), archived: z.boolean().default(true) }),
  async write({ ctx, input, tx, audit }): Promise<{ archivedAt: string | null }> {
    const { id } = input;
    await lockCatalog(tx);
    const [row] = await tx.select().from(taxRates).where(eq(taxRates.id, id)).for("update");
    if (!row) throw new Refused("not_found");
    if ((row.archivedAt !== null) === input.archived)
      return { archivedAt: row.archivedAt?.toISOString() ?? null };
    if (input.archived && (await isDefault(tx, row.key, ctx.now))) throw new Refused("rate_is_default");
    const archivedAt = input.archived ? ctx.now : null;
    await tx.update(taxRates).set({ archivedAt }).where(eq(taxRates.id, id));
    const action = input.archived ? "tax_rate.archive" : "tax_rate.restore";
    await audit({ action, after: { taxRate: row.key } });
    return { archivedAt: archivedAt?.toISOString() ?? null };
  },
});

/** True if it is a country's default today or later. */
async function isDefault(tx: Transaction, key: string, now: Date): Promise<boolean> {
  const today = earliestToday(now);
  return (await readDefaultTaxRates(tx)).some(
    ({ rate, until }) => rate?.key === key && (until === null || until > today),
  );
}
