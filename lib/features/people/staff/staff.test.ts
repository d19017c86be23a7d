import { and, eq, isNotNull } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { outboxMessages, tenants, users } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import { backOffice } from "@/lib/features/foundation/context/back-office";
import type { Context } from "@/lib/features/foundation/context/context";
import { visitorContext } from "@/lib/features/foundation/context/context";
import { acceptInvitation } from "@/lib/features/people/members/accept-invitation";
import { assignRep } from "@/lib/features/people/tenants/assign-rep";
import { assignReps } from "@/lib/features/people/tenants/assign-reps";
import { findPerson } from "@/lib/features/people/tenants/queries";
import { asUser, auditedActions, makeTenant, makeUser, testNow } from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";
import { waiting, whileHeld } from "@/tests/support/waiting";
import { changeStaffRole, removeStaff } from "./change-staff";
import { inviteStaff } from "./invite-staff";
import { listStaff } from "./list-staff";

useDatabase();

let admin: Context;
let adminId: Id<"user">;
beforeEach(async () => {
  await acrossTenants((tx) => tx.update(users).set({ staffRole: null }).where(isNotNull(users.staffRole)));
  adminId = await makeUser("admin");
  admin = asUser(adminId, "admin");
});

const refusedWith = (code: string) => ({ ok: false, refusal: { code } });
const repOf = async (tenantId: Id<"tenant">) => {
  const [row] = await acrossTenants((tx) => tx.select().from(tenants).where(eq(tenants.id, tenantId)));
  return row?.salesRepId;
};
const lookAfter = (salesRepId: Id<"user">, tenantId: Id<"tenant">) =>
  acrossTenants((tx) => tx.update(tenants).set({ salesRepId }).where(eq(tenants.id, tenantId)));

test("somebody is invited, comes in by the link, and works here", async () => {
  const input = { email: "nobu@choba.example", name: "Nobu", role: "sales", locale: "ja" } as const;
  expect(await inviteStaff(admin, input)).toEqual({ ok: true, value: { invited: true } });
  expect(await inviteStaff(admin, input)).toEqual({ ok: true, value: { invited: false } });
  const [mail] = await acrossTenants((tx) =>
    tx
      .select({ parameters: outboxMessages.parameters })
      .from(outboxMessages)
      .where(and(eq(outboxMessages.tenantId, backOffice), eq(outboxMessages.operation, "mail.send"))),
  );
  const token = JSON.stringify(mail?.parameters).match(/\/invitations\/([\w-]+)/)?.[1] ?? "";
  const accepted = await acceptInvitation(visitorContext(testNow, "req"), { token, name: "Nobu" });
  expect(accepted).toEqual({ ok: true, value: { email: input.email, path: "/console" } });
  expect(await findPerson({ email: input.email })).toMatchObject({ staffRole: "sales", locale: "ja" });
  expect(await inviteStaff(admin, input)).toMatchObject({
    refusal: { fields: [{ field: "email", rule: "already_staff" }] },
  });
});

test("there is always an admin, also when two step back at once", async () => {
  expect(await removeStaff(admin, { userId: adminId, handTo: null })).toEqual(
    refusedWith("last_staff_admin"),
  );
  const secondId = await makeUser("admin");
  const answers = await Promise.all([
    removeStaff(admin, { userId: secondId, handTo: null }),
    changeStaffRole(asUser(secondId, "admin"), { userId: adminId, role: "support", handTo: null }),
  ]);
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
});

test("a rep who goes is signed out and hands over to another rep, and each tenant's log says so", async () => {
  const [repId, nextId, tenant] = [await makeUser("sales"), await makeUser("sales"), await makeTenant()];
  await lookAfter(repId, tenant.id);
  const support = await makeUser("support");
  expect(await removeStaff(admin, { userId: repId, handTo: support })).toMatchObject({
    refusal: { fields: [{ field: "handTo", rule: "not_a_sales_rep" }] },
  });
  expect(await repOf(tenant.id)).toBe(repId);
  expect(await removeStaff(admin, { userId: repId, handTo: nextId })).toMatchObject({
    value: { changed: true },
  });
  expect(await repOf(tenant.id)).toBe(nextId);
  expect(await auditedActions(tenant.id)).toContain("tenant.rep_handed_over");
  expect(await findPerson({ id: repId })).toBeNull();
  expect(await removeStaff(admin, { userId: repId, handTo: nextId })).toMatchObject({
    value: { changed: false },
  });
});

test("a person who is no rep any more leaves their tenants to every rep, unless another is named", async () => {
  const [repId, tenant] = [await makeUser("sales"), await makeTenant()];
  await lookAfter(repId, tenant.id);
  await changeStaffRole(admin, { userId: repId, role: "support", handTo: null });
  expect(await repOf(tenant.id)).toBeNull();
  const listed = await listStaff(asUser(repId, "support"), {});
  expect(listed).toMatchObject({ value: { mayManage: false, invitations: [] } });
});

test.each([
  ["alone", (tenantId: Id<"tenant">, salesRepId: Id<"user">) => assignRep(admin, tenantId, { salesRepId })],
  [
    "among many",
    (tenantId: Id<"tenant">, salesRepId: Id<"user">) =>
      assignReps(admin, { tenantIds: [tenantId], salesRepId }),
  ],
])("a tenant that is given %s to a rep who just goes is handed over with the others", async (_, give) => {
  const [repId, tenant] = [await makeUser("sales"), await makeTenant()];
  const answers = await whileHeld(tenant.id, async () => {
    const giving = give(tenant.id, repId);
    await waiting(1);
    const removing = removeStaff(admin, { userId: repId, handTo: null });
    await Promise.race([removing, waiting(2)]);
    return () => Promise.all([giving, removing]);
  });
  expect(answers).toEqual([
    { ok: true, value: expect.objectContaining({}) },
    { ok: true, value: { changed: true } },
  ]);
  expect(await repOf(tenant.id)).toBeNull();
  expect((await auditedActions(tenant.id)).slice(-2)).toEqual([
    "tenant.rep_assigned",
    "tenant.rep_handed_over",
  ]);
});
