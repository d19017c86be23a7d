import { createHmac, hkdfSync } from "node:crypto";
import { describe, expect, test } from "vitest";
import { activeUsers, installationKeys } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import { env } from "@/lib/env";
import { asKey, makeTenant, testNow } from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";
import { recordAuthentication } from "./record-authentications";
import { forgetUserKeys, userKeys } from "./user-keys";

useDatabase();

test("users who were counted by a key derived from AUTH_SECRET keep it, whichever of many processes asks first", async () => {
  const { id } = await makeTenant();
  const derived = Buffer.from(hkdfSync("sha256", env().AUTH_SECRET, "", "choba active users", 32));
  const userKey = createHmac("sha256", derived).update("anna").digest("hex").slice(0, 32);
  await acrossTenants((tx) =>
    tx.insert(activeUsers).values({ tenantId: id, month: "2026-11", userKey, firstSeenAt: testNow }),
  );
  const keys = await Promise.all(
    Array.from({ length: 8 }, async () => {
      forgetUserKeys();
      return (await userKeys())("anna");
    }),
  );
  expect(new Set(keys)).toEqual(new Set([userKey]));
  expect(await acrossTenants((tx) => tx.select().from(installationKeys))).toHaveLength(1);
  expect(await recordAuthentication(asKey(["ingest"]), id, { userId: "anna" })).toMatchObject({
    value: { counted: 0 },
  });
});

describe("the key lies in the database", () => {
  const kept = async () =>
    (await acrossTenants((tx) => tx.select().from(installationKeys))).map(({ key }) => key)[0] ?? "";
  const keep = (key: string) => acrossTenants((tx) => tx.update(installationKeys).set({ key }));
  const anna = async () => {
    forgetUserKeys();
    return (await userKeys())("anna");
  };

  test("sealed; one that an earlier version left in plain is sealed at its first use", async () => {
    const plain = "5a".repeat(32);
    await anna();
    expect(await kept()).not.toMatch(/^[0-9a-f]{64}$/);
    await keep(plain);
    const expected = createHmac("sha256", Buffer.from(plain, "hex"))
      .update("anna")
      .digest("hex")
      .slice(0, 32);
    expect(new Set(await Promise.all([anna(), anna(), anna()]))).toEqual(new Set([expected]));
    expect(await kept()).not.toContain(plain);
    expect(await anna()).toBe(expected);
  });

  test("for another AUTH_SECRET only if the former one is said, and then for good", async () => {
    const [before, expected] = [env().AUTH_SECRET, await anna()];
    env().AUTH_SECRET = "another secret of the tests, long enough";
    await expect(anna()).rejects.toThrow(/AUTH_SECRET_BEFORE/);
    env().AUTH_SECRET_BEFORE = before;
    expect(await anna()).toBe(expected);
    env().AUTH_SECRET_BEFORE = undefined;
    expect(await anna()).toBe(expected);
    env().AUTH_SECRET = before;
    await expect(anna()).rejects.toThrow(/AUTH_SECRET_BEFORE/);
  });
});
