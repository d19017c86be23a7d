import { describe, expect, test } from "vitest";
import {
  asKey,
  asUser,
  auditedActions,
  holdPlan,
  makePlan,
  makeTenant,
  makeUser,
} from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";
import { listRegistrations } from "./list-registrations";
import { register } from "./register";
import type { RegistrationKind } from "./registration-kinds";
import { removeRegistration } from "./remove-registration";

useDatabase({ DATABASE_POOL: "20" });

const host = asKey(["manage"]);
const registrationsOf = async (tenantId: Parameters<typeof listRegistrations>[1], kind: RegistrationKind) => {
  const page = await listRegistrations(host, tenantId, { kind, limit: 1_000 });
  if (!page.ok) throw new Error(page.refusal.code);
  return { ids: page.value.registrations.map((row) => row.externalId), registered: page.value.registered };
};
const numbered = (count: number, prefix = "id") =>
  Array.from({ length: count }, (_, index) => `${prefix}-${String(index).padStart(3, "0")}`);

describe("the maximum of a Free license", () => {
  test.each<[RegistrationKind, "registeredRps" | "registeredUsers"]>([
    ["rp", "registeredRps"],
    ["user", "registeredUsers"],
  ])("is reached exactly by 100 concurrent registrations (%s)", async (kind, limit) => {
    const { id } = await makeTenant({ limits: { [limit]: 37 } });
    const answers = await Promise.all(
      numbered(100).map((externalId) => register(host, id, { kind, externalId })),
    );
    expect(answers.filter((answer) => answer.ok)).toHaveLength(37);
    const refusals = answers.flatMap((answer) => (answer.ok ? [] : [answer.refusal]));
    expect(refusals).toHaveLength(63);
    for (const refusal of refusals)
      expect(refusal).toMatchObject({ code: "limit_reached", params: { maximum: 37, limit } });
    const { ids, registered } = await registrationsOf(id, kind);
    expect([ids.length, registered]).toEqual([37, 37]);
  });

  test("of one kind does not touch the other", async () => {
    const { id } = await makeTenant({ limits: { registeredRps: 0, registeredUsers: 1 } });
    expect(await register(host, id, { kind: "rp", externalId: "a" })).toMatchObject({ ok: false });
    expect(await register(host, id, { kind: "user", externalId: "a" })).toMatchObject({ ok: true });
  });

  test("is also kept while places are freed and taken at the same time", async () => {
    const { id } = await makeTenant({ limits: { registeredUsers: 20 } });
    for (const externalId of numbered(20, "old")) await register(host, id, { kind: "user", externalId });
    await Promise.all([
      ...numbered(10, "old").map((externalId) => removeRegistration(host, id, { kind: "user", externalId })),
      ...numbered(40, "new").map((externalId) => register(host, id, { kind: "user", externalId })),
    ]);
    const { ids, registered } = await registrationsOf(id, "user");
    expect(registered).toBe(ids.length);
    expect(ids.length).toBeLessThanOrEqual(20);
  });

  test("leaves what is registered when it goes down, and refuses the next", async () => {
    const { id } = await makeTenant({ limits: { registeredRps: 3 } });
    for (const externalId of numbered(3)) await register(host, id, { kind: "rp", externalId });
    await holdPlan(id, await makePlan({ key: "free", rank: 0, limits: { registeredRps: 1 } }), null);
    expect((await registrationsOf(id, "rp")).registered).toBe(3);
    expect(await register(host, id, { kind: "rp", externalId: "id-000" })).toMatchObject({ ok: true });
    expect(await register(host, id, { kind: "rp", externalId: "more" })).toMatchObject({
      refusal: { code: "limit_reached", params: { maximum: 1 } },
    });
  });

  test("is gone on a paid plan without one", async () => {
    const { id } = await makeTenant({ limits: { registeredRps: 0 } });
    await holdPlan(id, await makePlan({ key: "business", rank: 2 }), "month");
    expect(await register(host, id, { kind: "rp", externalId: "a" })).toMatchObject({ ok: true });
  });
});

describe("registering", () => {
  test("the same id many times at once registers it once", async () => {
    const { id } = await makeTenant({ limits: { registeredRps: 5 } });
    const answers = await Promise.all(
      Array.from({ length: 30 }, () =>
        register(host, id, { kind: "rp", externalId: "portal", name: "Portal" }),
      ),
    );
    expect(answers.every((answer) => answer.ok)).toBe(true);
    expect(answers.filter((answer) => answer.ok && answer.value.isNew)).toHaveLength(1);
    expect(await registrationsOf(id, "rp")).toEqual({ ids: ["portal"], registered: 1 });
    expect(await auditedActions(id)).toEqual(["tenant.create", "registration.add"]);
  });

  test("a known id is answered even when the maximum is reached, and can be renamed", async () => {
    const { id } = await makeTenant({ limits: { registeredRps: 1 } });
    await register(host, id, { kind: "rp", externalId: "portal", name: "Portal" });
    expect(await register(host, id, { kind: "rp", externalId: "portal" })).toMatchObject({
      value: { isNew: false, registration: { name: "Portal" } },
    });
    expect(
      await register(host, id, { kind: "rp", externalId: "portal", name: "Customer portal" }),
    ).toMatchObject({ value: { isNew: false, registration: { name: "Customer portal" } } });
    expect(await auditedActions(id)).toContain("registration.rename");
  });

  test("ids that differ only in case or script are different, and an id of another kind too", async () => {
    const { id } = await makeTenant();
    for (const externalId of ["a", "A", "ａ"]) await register(host, id, { kind: "user", externalId });
    expect((await registrationsOf(id, "user")).registered).toBe(3);
    expect((await registrationsOf(id, "rp")).registered).toBe(0);
  });

  test.each([
    ["", "required"],
    ["x".repeat(256), "too_long"],
    [" a", "foreign_id"],
    ["a\u0000", "foreign_id"],
    ["\ud800", "foreign_id"],
    ["..", "foreign_id"],
    [5 as unknown as string, "wrong_type"],
    [undefined as unknown as string, "required"],
  ])("refuses the id %j", async (externalId, rule) => {
    const { id } = await makeTenant();
    expect(await register(host, id, { kind: "rp", externalId })).toMatchObject({
      refusal: { code: "invalid_input", fields: [{ field: "externalId", rule }] },
    });
  });
});

describe("removing", () => {
  test("frees exactly one place, however often it is repeated", async () => {
    const { id } = await makeTenant({ limits: { registeredUsers: 1 } });
    await register(host, id, { kind: "user", externalId: "anna" });
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => removeRegistration(host, id, { kind: "user", externalId: "anna" })),
    );
    expect(answers.filter((answer) => answer.ok && answer.value.removed)).toHaveLength(1);
    expect(await registrationsOf(id, "user")).toEqual({ ids: [], registered: 0 });
    expect(await register(host, id, { kind: "user", externalId: "bert" })).toMatchObject({ ok: true });
    expect(await register(host, id, { kind: "user", externalId: "carl" })).toMatchObject({ ok: false });
  });

  test("what was never registered is no error and leaves no record", async () => {
    const { id } = await makeTenant();
    expect(await removeRegistration(host, id, { kind: "rp", externalId: "nothing" })).toEqual({
      ok: true,
      value: { removed: false },
    });
    expect(await auditedActions(id)).toEqual(["tenant.create"]);
  });
});

describe("who may", () => {
  test("members and staff see registrations; only a managing key changes them", async () => {
    const { id, ownerId } = await makeTenant();
    const support = asUser(await makeUser("support"), "support");
    for (const ctx of [asUser(ownerId), support, asKey(["read"]), host])
      expect(await listRegistrations(ctx, id, { kind: "rp" })).toMatchObject({ ok: true });
    for (const ctx of [asUser(ownerId), support, asKey(["read"]), asKey(["ingest"])])
      for (const change of [register, removeRegistration])
        expect(await change(ctx, id, { kind: "rp", externalId: "a" })).toMatchObject({
          refusal: { code: "forbidden" },
        });
  });

  test("for a member of another tenant this one does not exist", async () => {
    const { id } = await makeTenant();
    const stranger = asUser((await makeTenant()).ownerId);
    for (const answer of [
      await listRegistrations(stranger, id, { kind: "rp" }),
      await register(stranger, id, { kind: "rp", externalId: "a" }),
    ])
      expect(answer).toMatchObject({ refusal: { code: "not_found" } });
  });
});

test("a list is read page by page without gaps or repeats", async () => {
  const { id } = await makeTenant();
  const ids = ["Zoe", "anna", "bert", "10", "9", "ä", "日本"];
  for (const externalId of ids) await register(host, id, { kind: "user", externalId });
  const seen: string[] = [];
  let after: string | undefined;
  do {
    const page = await listRegistrations(host, id, { kind: "user", after, limit: 2 });
    if (!page.ok) throw new Error(page.refusal.code);
    expect(page.value.registered).toBe(ids.length);
    seen.push(...page.value.registrations.map((row) => row.externalId));
    after = page.value.next ?? undefined;
  } while (after);
  expect(seen).toHaveLength(ids.length);
  expect([...seen].sort()).toEqual([...ids].sort());
});
