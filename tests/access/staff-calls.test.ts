import { beforeAll, expect, test } from "vitest";
import { auditLog } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import type { Result } from "@/lib/domain/errors";
import { createTenant } from "@/lib/features/console/new-tenant/create-tenant";
import { readNewTenantChoices } from "@/lib/features/console/new-tenant/new-tenant-choices";
import type { Context } from "@/lib/features/foundation/context/context";
import { changeStaffRole, removeStaff } from "@/lib/features/people/staff/change-staff";
import {
  inviteStaff,
  resendStaffInvitation,
  withdrawStaffInvitation,
} from "@/lib/features/people/staff/invite-staff";
import { listStaff } from "@/lib/features/people/staff/list-staff";
import { useDatabase } from "../support/use-database";
import { type Everybody, makeEverybody, type Somebody } from "./everybody";

useDatabase();

let everybody: Everybody;
beforeAll(async () => {
  everybody = await makeEverybody();
});

const userId = "usr_00000000";
const invitationId = "invite_00000000";
const calls: Record<string, (ctx: Context) => Promise<Result<unknown>>> = {
  inviteStaff: (ctx) => inviteStaff(ctx, { email: "x@example.com", name: "", role: "admin", locale: "en" }),
  resendStaffInvitation: (ctx) => resendStaffInvitation(ctx, { invitationId }),
  withdrawStaffInvitation: (ctx) => withdrawStaffInvitation(ctx, { invitationId }),
  changeStaffRole: (ctx) => changeStaffRole(ctx, { userId, role: "admin", handTo: null }),
  removeStaff: (ctx) => removeStaff(ctx, { userId, handTo: null }),
};
const tenantsPeople: Somebody[] = ["owner", "payer", "admin", "member", "stranger", "key read", "key manage"];
const forbidden = { ok: false, refusal: { code: "forbidden" } };

test.each(Object.entries(calls))("%s: SaaS admins only", async (_name, call) => {
  for (const somebody of [...tenantsPeople, "rep", "another rep", "staff support"] as const)
    expect(await call(everybody.people[somebody])).toEqual(forbidden);
});

test("the list of the staff: staff only", async () => {
  for (const somebody of tenantsPeople)
    expect(await listStaff(everybody.people[somebody], {})).toEqual(forbidden);
  for (const somebody of ["staff admin", "rep", "staff support"] as const)
    expect(await listStaff(everybody.people[somebody], {})).toMatchObject({ ok: true });
});

test("a new tenant: SaaS admins and sales reps only", async () => {
  const input = {
    name: "X",
    slug: "xx",
    ownerEmail: "x@example.com",
    ownerName: "X",
    salesModel: "self_serve",
    currency: "JPY",
    timeZone: "UTC",
    locale: "en",
    salesRepId: null,
  } as const;
  for (const somebody of [...tenantsPeople, "staff support"] as const) {
    expect(await createTenant(everybody.people[somebody], input)).toEqual(forbidden);
    expect(await readNewTenantChoices(everybody.people[somebody], {})).toEqual(forbidden);
  }
});

test("none of the refused calls changed anything", async () => {
  const rows = await acrossTenants((tx) => tx.select({ action: auditLog.action }).from(auditLog));
  expect(new Set(rows.map((row) => row.action))).toEqual(new Set(["tenant.create"]));
});
