import { and, eq, isNull, lte } from "drizzle-orm";
import { stripeDifferences, tenants } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { Context } from "@/lib/features/foundation/context/context";
import { enqueueMail } from "@/lib/features/foundation/mail/enqueue-mail";
import { staffOf } from "@/lib/features/people/staff/queries";

const hourMs = 3_600_000;

/** Tells admins by mail, once, what was changed at Stripe and nobody has decided on for an hour. Needs the staff role. */
export async function tellUndecided(tx: Transaction, ctx: Context, limit: number): Promise<void> {
  const rows = await tx
    .select({ difference: stripeDifferences, tenant: tenants })
    .from(stripeDifferences)
    .innerJoin(tenants, eq(tenants.id, stripeDifferences.tenantId))
    .where(
      and(
        isNull(stripeDifferences.closedAt),
        isNull(stripeDifferences.decision),
        isNull(stripeDifferences.toldAt),
        lte(stripeDifferences.foundAt, new Date(ctx.now.getTime() - hourMs)),
      ),
    )
    .limit(limit)
    .for("update", { of: stripeDifferences, skipLocked: true });
  if (rows.length === 0) return;
  const admins = (await staffOf(tx)).filter(({ role }) => role === "admin");
  const told = new Set<string>();
  for (const { difference, tenant } of rows) {
    await tx
      .update(stripeDifferences)
      .set({ toldAt: ctx.now })
      .where(and(eq(stripeDifferences.tenantId, tenant.id), eq(stripeDifferences.id, difference.id)));
    // One mail for a tenant, whatever was changed there.
    if (told.has(tenant.id)) continue;
    told.add(tenant.id);
    const count = rows.filter((row) => row.tenant.id === tenant.id).length;
    for (const { name, email, locale } of admins)
      await enqueueMail(tx, ctx, tenant.id, {
        to: email,
        locale,
        template: "changed_at_stripe",
        values: { name, tenant: tenant.name, count: String(count) },
        facts: [],
        path: `/console/tenants/${tenant.slug}/billing`,
      });
  }
}
