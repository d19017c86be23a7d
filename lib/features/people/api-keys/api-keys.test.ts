import { expect, test } from "vitest";
import { apiKeys } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import { asKey, asSystem, asUser, makeKey, makeTenant, makeUser } from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";
import { authenticateApiKey } from "./authenticate-api-key";
import { createApiKey } from "./create-api-key";
import { revokeApiKey } from "./revoke-api-key";

useDatabase();

const readNow = async () => asSystem().now;

test("a key is known by its secret, with its scopes", async () => {
  const { keyId, secret } = await makeKey("ingest", "read", "read");
  expect(secret).toMatch(/^choba_[0-9A-Za-z]{32}$/);
  const caller = { actor: { kind: "api_key", keyId, scopes: ["ingest", "read"], tenantIds: null } };
  expect(await authenticateApiKey(`Bearer ${secret}`, readNow)).toMatchObject(caller);
  expect(await authenticateApiKey(`bearer  ${secret}`, readNow)).toMatchObject(caller);
});

test("nothing else opens", async () => {
  const { secret } = await makeKey("manage");
  const other = secret.slice(0, -1) + (secret.endsWith("a") ? "b" : "a");
  for (const header of [
    undefined,
    "",
    secret,
    `Basic ${secret}`,
    `Bearer ${other}`,
    `Bearer ${secret}x`,
    "Bearer ",
  ])
    expect(await authenticateApiKey(header, readNow)).toBeNull();
});

test("the secret itself is not kept", async () => {
  const { secret } = await makeKey("manage");
  const rows = await acrossTenants((tx) => tx.select().from(apiKeys));
  expect(JSON.stringify(rows)).not.toContain(secret.slice("choba_".length));
});

test("a revoked key ends at once and stays ended", async () => {
  const { keyId, secret } = await makeKey("manage");
  const first = await revokeApiKey(asSystem(), { keyId });
  expect(await authenticateApiKey(`Bearer ${secret}`, readNow)).toBeNull();
  expect(await revokeApiKey(asSystem(new Date("2027-01-01T00:00:00Z")), { keyId })).toEqual(first);
  expect(await revokeApiKey(asSystem(), { keyId: "key_unknown00" })).toMatchObject({
    refusal: { code: "not_found" },
  });
});

test("only the SaaS's administrators make and revoke keys", async () => {
  const input = { name: "Portal", scopes: ["read" as const] };
  const { keyId } = await makeKey("manage");
  const { ownerId } = await makeTenant();
  expect(await createApiKey(asUser(await makeUser("admin"), "admin"), input)).toMatchObject({ ok: true });
  for (const ctx of [asUser(ownerId), asUser(await makeUser("support"), "support"), asKey(["manage"])]) {
    expect(await createApiKey(ctx, input)).toMatchObject({ refusal: { code: "forbidden" } });
    expect(await revokeApiKey(ctx, { keyId })).toMatchObject({ refusal: { code: "forbidden" } });
  }
});

test("a key needs a name and a scope", async () => {
  expect(await createApiKey(asSystem(), { name: " ", scopes: [] })).toMatchObject({
    refusal: { code: "invalid_input", fields: [{ field: "name" }, { field: "scopes" }] },
  });
});

test("a key opens until its last day is over, and says afterwards that it has ended", async () => {
  const admin = asSystem(new Date("2026-11-30T10:00:00Z"));
  const input = { name: "For a while", scopes: ["read" as const], lastDay: "2026-12-05" };
  const made = await createApiKey(admin, input);
  if (!made.ok) throw new Error(made.refusal.code);
  const at = (time: string) =>
    authenticateApiKey(`Bearer ${made.value.secret}`, async () => new Date(`2026-12-${time}Z`));
  expect(await at("05T23:59:59")).toMatchObject({ actor: { keyId: made.value.keyId } });
  expect(await at("06T00:00:00")).toBe("key_ended");
  expect(await createApiKey(admin, { ...input, lastDay: "2026-11-29" })).toMatchObject({
    refusal: { fields: [{ field: "lastDay", rule: "ends_in_past" }] },
  });
  expect(await createApiKey(admin, { ...input, lastDay: "2026-02-30" })).toMatchObject({ ok: false });
});

test("a key for chosen tenants needs tenants that exist", async () => {
  const { slug, id } = await makeTenant();
  const input = { name: "One customer's", scopes: ["read" as const] };
  expect(await createApiKey(asSystem(), { ...input, tenants: [slug, "nobody-here"] })).toMatchObject({
    refusal: { fields: [{ field: "tenants", rule: "unknown_tenants", params: { names: "nobody-here" } }] },
  });
  const made = await createApiKey(asSystem(), { ...input, tenants: [slug] });
  if (!made.ok) throw new Error(made.refusal.code);
  expect(await authenticateApiKey(`Bearer ${made.value.secret}`, readNow)).toMatchObject({
    actor: { tenantIds: [id] },
  });
});
