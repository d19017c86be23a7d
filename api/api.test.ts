import { eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { apiKeys } from "@/drizzle/schema";
import { database } from "@/lib/db/client";
import { sharedLimit } from "@/lib/db/shared-limit";
import { acrossTenants } from "@/lib/db/transaction";
import { revokeApiKey } from "@/lib/features/people/api-keys/revoke-api-key";
import { newSecret } from "@/lib/features/people/api-keys/secret";
import { createRateLimit } from "@/lib/http/rate-limit";
import { caller } from "@/tests/support/api-caller";
import { asSystem, makeKey, makeTenant, type TestTenant } from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";
import { createApi } from "./app";

useDatabase();

const api = createApi();
let tenant: TestTenant;
let manage: ReturnType<typeof caller>;
let read: ReturnType<typeof caller>;
let ingest: ReturnType<typeof caller>;
const nobody = caller(api);

beforeAll(async () => {
  tenant = await makeTenant({ limits: { registeredRps: 2, registeredUsers: 3, monthlyActiveUsers: 100 } });
  manage = caller(api, (await makeKey("manage")).secret);
  read = caller(api, (await makeKey("read")).secret);
  ingest = caller(api, (await makeKey("ingest")).secret);
});

const path = (rest: string, of: string = tenant.slug) => `/api/v1/tenants/${of}/${rest}`;

describe("who calls", () => {
  test("a key that has ended is 401, and the response says so", async () => {
    const { keyId, secret } = await makeKey("manage");
    await acrossTenants((tx) =>
      tx
        .update(apiKeys)
        .set({ endsAt: new Date("2020-01-01T00:00:00Z") })
        .where(eq(apiKeys.id, keyId)),
    );
    expect(await caller(api, secret).get(path("license"))).toMatchObject({
      status: 401,
      body: { type: "unauthenticated", fields: [{ field: "api_key", rule: "key_ended" }] },
    });
  });

  test("a missing, wrong or revoked key is 401, and the response says how to send one", async () => {
    const { keyId, secret } = await makeKey("manage");
    const revoked = caller(api, secret);
    expect((await revoked.get(path("license"))).status).toBe(200);
    await revokeApiKey(asSystem(), { keyId });
    const wrong = caller(api, `choba_${"0".repeat(32)}`);
    for (const who of [nobody, wrong, revoked]) {
      const response = await who.get(path("license"));
      expect(response).toMatchObject({ status: 401, body: { type: "unauthenticated" } });
      expect(response.headers.get("www-authenticate")).toContain("Bearer");
    }
  });

  test("without a key nobody learns which tenants exist", async () => {
    const [known, unknown] = [await nobody.get(path("license")), await nobody.get(path("license", "nobody"))];
    expect(unknown).toMatchObject({ status: known.status, body: known.body });
  });

  test("a key for reading reads and cannot write", async () => {
    for (const rest of ["license", "mau", "rps", "users"])
      expect((await read.get(path(rest))).status).toBe(200);
    const refused = [
      await read.post(path("rps"), { id: "a" }),
      await read.post(path("users"), { id: "a" }),
      await read.delete(path("rps/a")),
      await read.post(path("authentications"), { user_id: "a" }),
    ];
    for (const response of refused)
      expect(response).toMatchObject({ status: 403, body: { type: "forbidden" } });
  });

  test("a key for ingesting records authentications and cannot do anything else", async () => {
    expect((await ingest.post(path("authentications"), { user_id: "ingested" })).status).toBe(200);
    const refused = [
      await ingest.post(path("rps"), { id: "a" }),
      await ingest.delete(path("users/a")),
      await ingest.get(path("license")),
      await ingest.get(path("mau")),
      await ingest.get(path("users")),
    ];
    for (const response of refused)
      expect(response).toMatchObject({ status: 403, body: { type: "forbidden" } });
  });
});

describe("addresses", () => {
  test("a tenant has two addresses: its id and its slug", async () => {
    const [bySlug, byId] = [await read.get(path("license")), await read.get(path("license", tenant.id))];
    expect(byId).toMatchObject({ status: 200, body: bySlug.body });
  });

  test("an unknown tenant is 404, whatever its name looks like", async () => {
    for (const name of ["nobody", "ten_00000000", "%27%3B--", "x".repeat(300), "%00", "%E0%A4%A"])
      expect(await read.get(path("license", name))).toMatchObject({
        status: 404,
        body: { type: "not_found" },
      });
  });

  test("an unknown route is 404 in the same form", async () => {
    for (const address of ["/api/v1", "/api/v1/nothing", path("nothing")])
      expect(await read.get(address)).toMatchObject({
        status: 404,
        body: { type: "not_found", message: expect.any(String) },
      });
  });
});

describe("bodies", () => {
  test.each([
    ["rps", {}, "id", "required"],
    ["rps", { id: 5 }, "id", "wrong_type"],
    ["users", { id: "" }, "id", "required"],
    ["users", { id: "a", name: "x".repeat(201) }, "name", "too_long"],
    ["users", { id: "a", email: "a@b.example" }, "email", "unknown_field"],
    ["authentications", {}, "user_id", "required"],
    ["authentications", { user_id: "a", at: "yesterday" }, "at", "not_an_instant"],
    ["authentications", { user_id: "a", at: "2026-02-30T00:00:00Z" }, "at", "not_an_instant"],
    ["authentications", { user_id: "a", at: "2026-11-20T00:00:00" }, "at", "not_an_instant"],
    ["authentications", { user_id: "a", at: "2999-01-01T00:00:00Z" }, "at", "in_the_future"],
    ["authentications", { authentications: [] }, "authentications", "too_small"],
    ["authentications", { authentications: [{ user_id: "a" }, {}] }, "authentications.1.user_id", "required"],
    [
      "authentications",
      { authentications: [{ user_id: "a" }], at: "2026-11-20T00:00:00Z" },
      "at",
      "unknown_field",
    ],
    [
      "authentications",
      { authentications: [{ user_id: "a" }, { user_id: "a", at: "2001-01-01T00:00:00Z" }] },
      "authentications.1.at",
      "too_old",
    ],
  ])("%s refuses %j by field", async (rest, body, field, rule) => {
    expect(await manage.post(path(rest), body)).toMatchObject({
      status: 422,
      body: { type: "invalid_input", fields: [{ field, rule, message: expect.stringMatching(/\S/) }] },
    });
  });

  test("a body that is not an object is refused too", async () => {
    for (const body of [null, [], "text", 5])
      expect(await manage.post(path("rps"), body)).toMatchObject({
        status: 422,
        body: { type: "invalid_input" },
      });
  });

  test("broken JSON, another content type and too large a body are named", async () => {
    const json = { "content-type": "application/json" };
    const broken = await manage.send("POST", path("rps"), '{"id":', json);
    expect(broken).toMatchObject({ status: 400, body: { type: "malformed_json" } });
    const form = await manage.send("POST", path("rps"), "id=a", {
      "content-type": "application/x-www-form-urlencoded",
    });
    expect(form).toMatchObject({ status: 415, body: { type: "unsupported_media_type" } });
    const large = await manage.send("POST", path("rps"), JSON.stringify({ id: "x".repeat(1_100_000) }), json);
    expect(large).toMatchObject({ status: 413, body: { type: "body_too_large" } });
  });

  test("queries are checked like bodies", async () => {
    for (const [query, field] of [
      ["mau?months=0", "months"],
      ["mau?months=abc", "months"],
      ["mau?months=1&months=2", "months"],
      ["rps?limit=1001", "limit"],
      ["rps?after=", "after"],
    ] as const)
      expect(await read.get(path(query))).toMatchObject({ status: 422, body: { fields: [{ field }] } });
  });
});

describe("every response", () => {
  test("carries a request id: the caller's own if it is a plain one", async () => {
    const own = await read.get(path("license"), { "x-request-id": "order-17" });
    expect(own.headers.get("x-request-id")).toBe("order-17");
    for (const address of [path("license"), "/api/v1/nothing", "/api/health"]) {
      const strange = await nobody.get(address, { "x-request-id": "a b<script>" });
      expect(strange.headers.get("x-request-id")).toMatch(/^[\w-]{20,}$/);
    }
  });

  test("must not be cached", async () => {
    for (const address of [path("license"), "/api/v1/nothing"])
      expect((await read.get(address)).headers.get("cache-control")).toBe("no-store");
  });

  test("is in the caller's language", async () => {
    const response = await manage.post(path("rps"), { id: "" }, { "accept-language": "ja,en;q=0.5" });
    expect(response.headers.get("content-language")).toBe("ja");
    expect(response.body).toMatchObject({
      type: "invalid_input",
      message: expect.stringContaining("項目"),
      fields: [{ field: "id", rule: "required", message: "入力してください。" }],
    });
  });
});

describe("too many requests", () => {
  let made = 0;
  const limits = () => ({
    perKey: createRateLimit({ burst: 3, perSecond: 0.01 }),
    failuresPerAddress: sharedLimit(`test-${made++}`, { most: 2, seconds: 200 }),
  });

  test("of one key are held back, and those of another key are not", async () => {
    const strict = createApi(limits());
    const eager = caller(strict, (await makeKey("read")).secret);
    const other = caller(strict, (await makeKey("read")).secret);
    const statuses: number[] = [];
    for (let n = 0; n < 4; n++) statuses.push((await eager.get(path("license"))).status);
    expect(statuses).toEqual([200, 200, 200, 429]);
    const held = await eager.get(path("license"));
    expect(held.body).toMatchObject({ type: "rate_limited" });
    expect(Number(held.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await other.get(path("license"))).status).toBe(200);
  });

  test("with wrong keys cost the database nothing once they are held back, and a key that was valid before passes", async () => {
    const strict = createApi(limits());
    const known = caller(strict, (await makeKey("read")).secret);
    expect((await known.get(path("license"))).status).toBe(200);
    const wrong = () => caller(strict, newSecret()).get(path("license"));
    expect([(await wrong()).status, (await wrong()).status]).toEqual([401, 401]);
    await database().transaction(async (tx) => {
      // A caller with an unknown key must wait now.
      await tx.execute(sql`lock table api_keys in access exclusive mode`);
      expect((await wrong()).status).toBe(429);
    });
    expect((await known.get(path("license"))).status).toBe(200);
  });

  test("without a key are held back by address, while a valid key from the same address passes", async () => {
    const strict = createApi(limits());
    const statuses: number[] = [];
    for (let n = 0; n < 3; n++) statuses.push((await caller(strict).get(path("license"))).status);
    expect(statuses).toEqual([401, 401, 429]);
    // What a caller writes into this header itself makes it nobody else.
    const spoofed = await caller(strict).get(path("license"), { "x-forwarded-for": "203.0.113.9" });
    expect(spoofed.status).toBe(429);
    expect((await caller(strict, (await makeKey("read")).secret).get(path("license"))).status).toBe(200);
  });
});
