import { asc, eq } from "drizzle-orm";
import { tenants } from "@/drizzle/schema";
import { Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { recordAuditOfMany } from "@/lib/features/foundation/audit/record-audit";
import type { StaffReach } from "@/lib/features/foundation/use-case/scopes";
import type { Writing } from "@/lib/features/foundation/use-case/use-case";
import type { StaffMember } from "./queries";

/** Hands all tenants of a rep who goes to another rep, or to nobody; each tenant's log says so. */
export async function handOverTenants(
  { tx, ctx }: Pick<Writing<unknown, StaffReach>, "tx" | "ctx">,
  rep: StaffMember,
  staff: readonly StaffMember[],
  toId: Id<"user"> | null,
): Promise<void> {
  const to = staff.find(({ id, role }) => id === toId && role === "sales" && id !== rep.id);
  if (toId && !to)
    throw new Refused("invalid_input", { fields: [{ field: "handTo", rule: "not_a_sales_rep" }] });
  // The people are locked already; the tenants follow in the order in which everybody takes them.
  const theirs = await tx
    .select({ id: tenants.id })
    .from(tenants)
    .where(eq(tenants.salesRepId, rep.id))
    .orderBy(asc(tenants.id))
    .for("update");
  await tx
    .update(tenants)
    .set({ salesRepId: to?.id ?? null })
    .where(eq(tenants.salesRepId, rep.id));
  await recordAuditOfMany(
    tx,
    ctx,
    theirs.map(({ id }) => id),
    {
      action: "tenant.rep_handed_over",
      before: { salesRep: rep.name },
      after: { salesRep: to?.name ?? null },
    },
  );
}
