import { eq } from "drizzle-orm";
import { z } from "zod";
import { users } from "@/drizzle/schema";
import { type StaffRole, staffRoles } from "@/lib/domain/access/actions";
import { Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { id } from "@/lib/features/foundation/input/id";
import type { StaffReach } from "@/lib/features/foundation/use-case/scopes";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import type { Writing } from "@/lib/features/foundation/use-case/use-case";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { handOverTenants } from "./hand-over-tenants";
import { lockStaff } from "./queries";

/** Who looks after a rep's tenants from now on; null: nobody yet, so that every rep may. */
const handTo = id("user", "not_a_sales_rep").nullable();

/** Changes a staff member's role. A person who is no sales rep any more hands their tenants over. */
export const changeStaffRole = useCase(staff("staff.manage"), {
  input: z.strictObject({ userId: id("user"), role: z.enum(staffRoles), handTo }),
  write: (scope) => give(scope, scope.input.role),
});

/**
 * Takes somebody off the staff: from their next click on they are nobody here, unless a tenant has them as a member.
 * Their tenants are handed over. Again, it does nothing.
 */
export const removeStaff = useCase(staff("staff.manage"), {
  input: z.strictObject({ userId: id("user"), handTo }),
  write: (scope) => give(scope, null),
});

async function give(
  scope: Writing<{ userId: Id<"user">; handTo: Id<"user"> | null }, StaffReach>,
  role: StaffRole | null,
): Promise<{ changed: boolean }> {
  const { tx, input, audit } = scope;
  const staff = await lockStaff(tx);
  const person = staff.find(({ id }) => id === input.userId);
  if (!person || person.role === role) return { changed: false };
  const admins = staff.filter((other) => other.role === "admin").length;
  if (person.role === "admin" && admins <= 1) throw new Refused("last_staff_admin");
  if (person.role === "sales") await handOverTenants(scope, person, staff, input.handTo);
  await tx.update(users).set({ staffRole: role }).where(eq(users.id, person.id));
  const { name, email } = person;
  await audit(
    role
      ? { action: "staff.role_changed", before: { role: person.role }, after: { email, role } }
      : { action: "staff.removed", before: { name, email, role: person.role } },
  );
  return { changed: true };
}
