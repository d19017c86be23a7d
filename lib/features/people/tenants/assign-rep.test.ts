import { eq } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { auditLog, tenants } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import type { Context } from "@/lib/features/foundation/context/context";
import { asUser, auditedActions, makeTenant, makeUser, type TestTenant } from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";
import { assignRep } from "./assign-rep";
import { assignReps } from "./assign-reps";
import { readTenantRep } from "./sales-reps";

useDatabase();

let mine: Id<"user">;
let theirs: Id<"user">;
let supporter: Id<"user">;
let me: Context;
let colleague: Context;
let admin: Context;
let tenant: TestTenant;

beforeAll(async () => {
  mine = await makeUser("sales");
  theirs = await makeUser("sales");
  supporter = await makeUser("support");
  me = asUser(mine, "sales");
  colleague = asUser(theirs, "sales");
  admin = asUser(await makeUser("admin"), "admin");
});
beforeEach(async () => {
  tenant = await makeTenant();
});

const repOf = async (id: Id<"tenant">) =>
  (
    await acrossTenants((tx) =>
      tx.select({ rep: tenants.salesRepId }).from(tenants).where(eq(tenants.id, id)),
    )
  )[0]?.rep;
const give = (ctx: Context, salesRepId: Id<"user"> | null) => assignRep(ctx, tenant.id, { salesRepId });

describe("one tenant", () => {
  test("a rep takes one that nobody has, hands it over, and has then no more say", async () => {
    expect(await give(me, mine)).toEqual({ ok: true, value: { changed: true } });
    expect(await give(me, mine)).toEqual({ ok: true, value: { changed: false } });
    expect(await give(me, theirs)).toEqual({ ok: true, value: { changed: true } });
    expect(await give(me, mine)).toMatchObject({ refusal: { code: "forbidden" } });
    expect(await repOf(tenant.id)).toBe(theirs);
    expect(await auditedActions(tenant.id)).toEqual([
      "tenant.create",
      "tenant.rep_assigned",
      "tenant.rep_assigned",
    ]);
  });

  test("a rep gives a tenant that nobody has to nobody else", async () => {
    expect(await give(me, theirs)).toMatchObject({ refusal: { code: "forbidden" } });
    expect(await give(admin, theirs)).toMatchObject({ ok: true });
  });

  test("two reps take it at once: one has it, the other is refused", async () => {
    const answers = await Promise.all([give(me, mine), give(colleague, theirs)]);
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect(answers.find((answer) => !answer.ok)).toMatchObject({
      refusal: { code: expect.stringMatching(/changed_meanwhile|forbidden/) },
    });
  });

  test("only a sales rep can be one", async () => {
    for (const nobodys of [supporter, tenant.ownerId, "usr_00000000" as const])
      expect(await give(admin, nobodys)).toMatchObject({
        refusal: { code: "invalid_input", fields: [{ field: "salesRepId", rule: "not_offered" }] },
      });
    expect(await give(admin, "x" as Id<"user">)).toMatchObject({ refusal: { code: "invalid_input" } });
  });

  test("the page offers to each what they may do", async () => {
    const offered = async (ctx: Context) => {
      const answer = await readTenantRep(ctx, { tenantId: tenant.id });
      return answer.ok ? { ...answer.value, choices: answer.value.choices.map(({ id }) => id) } : answer;
    };
    expect(await offered(me)).toEqual({ rep: null, choices: [mine], mayRelease: false });
    await give(me, mine);
    expect(await offered(me)).toMatchObject({ rep: { id: mine }, choices: [theirs], mayRelease: true });
    expect(await offered(colleague)).toMatchObject({ choices: [], mayRelease: false });
    expect(await offered(asUser(supporter, "support"))).toMatchObject({ choices: [], mayRelease: false });
    expect(await offered(admin)).toMatchObject({ choices: [theirs], mayRelease: true });
  });
});

describe("many tenants", () => {
  test("one audit row each, and none for those that stay; the response counts both", async () => {
    const others = [await makeTenant(), await makeTenant()];
    await give(admin, mine);
    const tenantIds = [tenant, ...others].map(({ id }) => id);
    const assign = () => assignReps(admin, { tenantIds: [...tenantIds, tenant.id], salesRepId: mine });
    expect(await assign()).toEqual({ ok: true, value: { changed: 2, unchanged: 1 } });
    expect(await assign()).toEqual({ ok: true, value: { changed: 0, unchanged: 3 } });
    for (const id of tenantIds) {
      expect(await repOf(id)).toBe(mine);
      expect(await auditedActions(id)).toEqual(["tenant.create", "tenant.rep_assigned"]);
    }
    const [entry] = await acrossTenants((tx) =>
      tx
        .select()
        .from(auditLog)
        .where(eq(auditLog.tenantId, others[0]?.id as Id<"tenant">))
        .orderBy(auditLog.id)
        .offset(1),
    );
    expect(entry).toMatchObject({ before: { salesRep: null }, after: { salesRep: "Somebody" } });
    expect(await assignReps(admin, { tenantIds, salesRepId: null })).toMatchObject({
      value: { changed: 3 },
    });
  });

  test("one that does not exist, and nothing changes", async () => {
    const tenantIds = [tenant.id, "ten_00000000" as const];
    expect(await assignReps(admin, { tenantIds, salesRepId: mine })).toMatchObject({
      refusal: { code: "not_found" },
    });
    expect(await repOf(tenant.id)).toBeNull();
  });

  test("nobody but a sales rep, no empty choice, no reps' doing", async () => {
    const one = { tenantIds: [tenant.id], salesRepId: mine };
    expect(await assignReps(admin, { ...one, salesRepId: supporter })).toMatchObject({
      refusal: { fields: [{ field: "salesRepId", rule: "not_offered" }] },
    });
    expect(await assignReps(admin, { ...one, tenantIds: [] })).toMatchObject({
      refusal: { fields: [{ field: "tenantIds" }] },
    });
    expect(await assignReps(me, one)).toMatchObject({ refusal: { code: "forbidden" } });
  });
});
