import { and, asc, eq, isNotNull } from "drizzle-orm";
import { users } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { StaffRole } from "@/lib/domain/access/actions";
import { invariant } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";

export type StaffMember = {
  id: Id<"user">;
  name: string;
  email: string;
  locale: "en" | "ja";
  role: StaffRole;
};

const columns = {
  id: users.id,
  name: users.name,
  email: users.email,
  locale: users.locale,
  role: users.staffRole,
};

/** Everybody who works for the SaaS, by name. */
export async function staffOf(tx: Transaction): Promise<StaffMember[]> {
  const rows = await tx
    .select(columns)
    .from(users)
    .where(isNotNull(users.staffRole))
    .orderBy(asc(users.name), asc(users.id));
  return rows.map(withRole);
}

/** As `staffOf`, locked in one order: who is an admin or a rep is changed by one command after the other. */
export async function lockStaff(tx: Transaction): Promise<StaffMember[]> {
  const rows = await tx
    .select(columns)
    .from(users)
    .where(isNotNull(users.staffRole))
    .orderBy(asc(users.id))
    .for("update");
  return rows.map(withRole);
}

/** Locked against removal until the caller, who gives them a tenant, has committed. */
export async function lockSalesRep(tx: Transaction, id: Id<"user">): Promise<StaffMember | null> {
  const [row] = await tx
    .select(columns)
    .from(users)
    .where(and(eq(users.id, id), eq(users.staffRole, "sales")))
    .for("share");
  return row ? withRole(row) : null;
}

function withRole(row: Omit<StaffMember, "role"> & { role: StaffRole | null }): StaffMember {
  invariant(row.role, "staff have a role");
  return { ...row, role: row.role };
}
