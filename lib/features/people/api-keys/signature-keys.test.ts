import { createHmac } from "node:crypto";
import { eq, inArray } from "drizzle-orm";
import { expect, test, vi } from "vitest";
import { apiKeys } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import { env } from "@/lib/env";
import { openSecret, sealSecret } from "@/lib/features/foundation/secrets/sealed-secret";
import { asKey, asSystem, asUser, makeKey, makeUser } from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";
import { authenticateSignature } from "./authenticate-api-key";
import { createApiKey } from "./create-api-key";
import { listApiKeys } from "./list-api-keys";
import { flushUses, noteUse } from "./note-use";
import { revokeApiKey } from "./revoke-api-key";

useDatabase();

const now = new Date("2026-11-20T23:59:40Z");

async function makeSigner() {
  const input = { name: "Clients", scopes: ["read" as const], kind: "signature" as const };
  const made = await createApiKey(asSystem(), input);
  if (!made.ok || made.value.kind !== "signature") throw new Error("no key");
  return made.value;
}

test("a signature key is known by what its secret signed, as documented", async () => {
  const { keyId, saasId, accessKey, secret } = await makeSigner();
  // Minute, key, method, address, body.
  const text = `202611202359${accessKey}POSTdesk.example/api/v1/x?a=1{"a":1}`;
  const signature = createHmac("sha256", secret).update(text).digest("hex");
  const header = `SAASUSSIGV1 Sig=${signature}, SaaSID=${saasId}, APIKey=${accessKey}`;
  const request = { method: "post", addresses: ["other", "desk.example/api/v1/x?a=1"] };
  const ask = (body: string, at = now) =>
    authenticateSignature(
      header,
      at,
      async () => ({ ...request, body: Buffer.from(body) }),
      async () => at,
    );
  expect(await ask('{"a":1}')).toMatchObject({
    actor: { kind: "api_key", keyId, scopes: ["read"], tenantIds: null },
  });
  expect(await ask('{"a":1}', new Date("2026-11-21T00:00:59Z"))).not.toBeNull();
  expect(await ask('{"a":1}', new Date("2026-11-21T00:01:00Z"))).toBe("wrong_minute");
  expect(await ask('{"a": 1}')).toBeNull();
});

test("the body is not read for a key that nobody has", async () => {
  const read = vi.fn();
  const header = `SAASUSSIGV1 Sig=${"0".repeat(64)}, SaaSID=x, APIKey=unknown`;
  expect(await authenticateSignature(header, now, read, async () => now)).toBeNull();
  expect(read).not.toHaveBeenCalled();
});

test("its secret is kept sealed: to be opened for its own key, with this AUTH_SECRET, and unchanged", async () => {
  const { keyId, secret } = await makeSigner();
  const [row] = await acrossTenants((tx) => tx.select().from(apiKeys).where(eq(apiKeys.id, keyId)));
  expect(JSON.stringify(row)).not.toContain(secret.slice("chobasig_".length));
  const sealed = row?.sealedSecret ?? "";
  expect(openSecret(sealed, keyId)?.secret).toBe(secret);
  expect(openSecret(sealed, "key_another")).toBeNull();
  expect(openSecret(`A${sealed.slice(1)}`, keyId)?.secret).toBe(sealed.startsWith("A") ? secret : undefined);
  expect(openSecret(sealed.slice(0, 8), keyId)).toBeNull();
  expect(sealSecret(secret, keyId)).not.toBe(sealed);
  const authSecret = env().AUTH_SECRET;
  env().AUTH_SECRET = "another secret of the tests, long enough";
  expect(openSecret(sealed, keyId)).toBeNull();
  env().AUTH_SECRET = authSecret;
  expect(openSecret(sealed, keyId)?.secret).toBe(secret);
});

test("under a new AUTH_SECRET it opens with the former one, and without that once it has signed", async () => {
  const { keyId, saasId, accessKey, secret } = await makeSigner();
  const signature = createHmac("sha256", secret)
    .update(`202611202359${accessKey}GETdesk.example/`)
    .digest("hex");
  const header = `SAASUSSIGV1 Sig=${signature}, SaaSID=${saasId}, APIKey=${accessKey}`;
  const ask = () =>
    authenticateSignature(
      header,
      now,
      async () => ({
        method: "GET",
        addresses: ["desk.example/"],
        body: new Uint8Array(),
      }),
      async () => now,
    );
  const before = env().AUTH_SECRET;
  env().AUTH_SECRET = "another secret of the tests, long enough";
  expect(await ask()).toBeNull();
  env().AUTH_SECRET_BEFORE = before;
  expect(await ask()).toMatchObject({ actor: { keyId } });
  env().AUTH_SECRET_BEFORE = undefined;
  expect(await ask()).toMatchObject({ actor: { keyId } });
  env().AUTH_SECRET = before;
  expect(await ask()).toBeNull();
});

test("the list says what is known of each key and nothing that opens, those that work first", async () => {
  const admin = asUser(await makeUser("admin"), "admin");
  const revoked = await makeKey("read");
  await revokeApiKey(asSystem(), { keyId: revoked.keyId });
  const signer = await makeSigner();
  const made = await createApiKey(admin, { name: "Mine", scopes: ["ingest"] });
  const list = await listApiKeys(admin, {});
  if (!list.ok || !made.ok) throw new Error("refused");
  expect(list.value[0]).toEqual({
    id: made.value.keyId,
    name: "Mine",
    kind: "bearer",
    prefix: made.value.secret.slice(0, "choba_".length + 4),
    saasId: null,
    scopes: ["ingest"],
    createdBy: "Somebody",
    createdAt: admin.now.toISOString(),
    lastUsedAt: null,
    endsAt: null,
    hasEnded: false,
    endsSoon: false,
    isReplaced: false,
    tenants: null,
    revokedAt: null,
  });
  expect(list.value[1]).toMatchObject({ id: signer.keyId, kind: "signature", saasId: signer.saasId });
  expect(list.value.at(-1)).toMatchObject({ id: revoked.keyId, revokedAt: asSystem().now.toISOString() });
  for (const { secret } of [signer, made.value, revoked]) expect(JSON.stringify(list)).not.toContain(secret);
  for (const ctx of [asKey(["manage"]), asUser(await makeUser("support"), "support")])
    expect(await listApiKeys(ctx, {})).toMatchObject({ refusal: { code: "forbidden" } });
});

test("the last uses of keys are written together, and do not go back", async () => {
  const keys = [await makeKey("read"), await makeKey("read")].map(({ keyId }) => keyId);
  const lastUses = async () => {
    const rows = await acrossTenants((tx) => tx.select().from(apiKeys).where(inArray(apiKeys.id, keys)));
    return keys.map((keyId) => rows.find(({ id }) => id === keyId)?.lastUsedAt?.toISOString());
  };
  const at = (seconds: number) => new Date(now.getTime() + seconds * 1000);
  const note = async (...seconds: number[]) => {
    for (const each of seconds) for (const keyId of keys) noteUse(keyId, at(each));
    await flushUses();
    return lastUses();
  };
  expect(await note(0, 59)).toEqual([at(59).toISOString(), at(59).toISOString()]);
  expect(await note(-3_600)).toEqual([at(59).toISOString(), at(59).toISOString()]);
});
