import { expect, test } from "vitest";
import { exportTenants } from "@/lib/features/console/tenant-list/export-tenants";
import { findTenants } from "@/lib/features/console/tenant-list/find-tenants";
import { listTenants } from "@/lib/features/console/tenant-list/list-tenants";
import { assignRep } from "@/lib/features/people/tenants/assign-rep";
import { assignReps } from "@/lib/features/people/tenants/assign-reps";
import { listReps, readTenantRep } from "@/lib/features/people/tenants/sales-reps";
import { useDatabase } from "../support/use-database";
import { makeEverybody, refuses } from "./everybody";

useDatabase();

refuses(
  { assignRep: (ctx, tenantId) => assignRep(ctx, tenantId, { salesRepId: null }) },
  {
    forbidden: [
      "owner",
      "payer",
      "admin",
      "member",
      "another rep",
      "staff support",
      "key read",
      "key manage",
    ],
    notFound: ["stranger"],
  },
);

// Lists across tenants are forbidden to everyone who is not staff, also to the stranger.
const outside = [
  "owner",
  "payer",
  "admin",
  "member",
  "stranger",
  "key read",
  "key ingest",
  "key manage",
] as const;
refuses(
  {
    listTenants: (ctx) => listTenants(ctx, {}),
    exportTenants: (ctx) => exportTenants(ctx, {}),
    findTenants: (ctx) => findTenants(ctx, { words: "tenant" }),
    listReps: (ctx) => listReps(ctx, {}),
    readTenantRep: (ctx, tenantId) => readTenantRep(ctx, { tenantId }),
  },
  { forbidden: outside, notFound: [] },
);
refuses(
  { assignReps: (ctx, tenantId) => assignReps(ctx, { tenantIds: [tenantId], salesRepId: null }) },
  { forbidden: [...outside, "rep", "another rep", "staff support"], notFound: [] },
);

test("staff of every kind read the list", async () => {
  const { people } = await makeEverybody();
  for (const somebody of ["staff admin", "rep", "another rep", "staff support"] as const)
    expect((await listTenants(people[somebody], {})).ok).toBe(true);
});
