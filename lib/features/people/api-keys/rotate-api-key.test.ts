import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { apiKeys, outboxMessages } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import { asSystem, asUser, makeKey, makeTenant, makeUser, testNow } from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";
import { authenticateApiKey } from "./authenticate-api-key";
import { createApiKey } from "./create-api-key";
import { rotateApiKey } from "./rotate-api-key";
import { tellEndingKeys } from "./tell-ending-keys";

useDatabase();

const hourMs = 3_600_000;
const after = (hours: number) => new Date(testNow.getTime() + hours * hourMs);
const opens = async (secret: string, hours: number) => {
  const found = await authenticateApiKey(`Bearer ${secret}`, async () => after(hours));
  return found && typeof found === "object" ? found.actor : found;
};

test("both keys open until the overlap is over, and the new one has what the former had", async () => {
  const { slug } = await makeTenant();
  const made = await createApiKey(asSystem(), { name: "Shop", scopes: ["read"], tenants: [slug] });
  if (!made.ok) throw new Error(made.refusal.code);
  const former = made.value;
  const rotated = await rotateApiKey(asSystem(), { keyId: former.keyId, overlapHours: 24 });
  if (!rotated.ok) throw new Error(rotated.refusal.code);
  const known = await opens(former.secret, 23);
  expect(await opens(rotated.value.secret, 23)).toEqual({ ...Object(known), keyId: rotated.value.keyId });
  expect(await opens(former.secret, 24)).toBe("key_ended");
  expect(await opens(rotated.value.secret, 24 * 365)).toMatchObject({ keyId: rotated.value.keyId });
});

test("a key is replaced once, at once if asked, and not when it has ended", async () => {
  const { keyId, secret } = await makeKey("manage");
  expect(await rotateApiKey(asSystem(), { keyId, overlapHours: 24 })).toMatchObject({ ok: true });
  expect(await rotateApiKey(asSystem(), { keyId, overlapHours: 24 })).toMatchObject({
    refusal: { code: "already_replaced" },
  });
  expect(await rotateApiKey(asSystem(after(24)), { keyId })).toMatchObject({
    refusal: { code: "not_found" },
  });
  const other = await makeKey("manage");
  expect(await rotateApiKey(asSystem(), { keyId: other.keyId, overlapHours: 0 })).toMatchObject({ ok: true });
  expect(await opens(other.secret, 0)).toBe("key_ended");
  expect(await opens(secret, 1)).toMatchObject({ keyId });
  const support = asUser(await makeUser("support"), "support");
  expect(await rotateApiKey(support, { keyId })).toMatchObject({ refusal: { code: "forbidden" } });
});

test("admins are told once of a key that ends within two weeks; of a replaced one only if it is still used", async () => {
  await makeUser("admin");
  const told = async () => {
    await acrossTenants((tx) => tellEndingKeys(tx, asSystem(), 100));
    const rows = await acrossTenants((tx) => tx.select().from(outboxMessages));
    return rows
      .map(({ parameters }) => parameters as { template: string; values: { key: string } })
      .filter(({ template }) => template === "api_key_ends")
      .map(({ values }) => values.key)
      .sort();
  };
  const make = async (name: string, lastDay: string) => {
    const made = await createApiKey(asSystem(), { name, scopes: ["read"], lastDay });
    if (!made.ok) throw new Error(made.refusal.code);
    return made.value.keyId;
  };
  await make("Soon", "2026-12-03");
  await make("Later", "2026-12-30");
  for (const [name, usedHoursAgo] of [
    ["Replaced and idle", 30],
    ["Replaced and used", 2],
  ] as const) {
    const keyId = await make(name, "2027-12-30");
    await rotateApiKey(asSystem(), { keyId, overlapHours: 20 });
    await acrossTenants((tx) =>
      tx
        .update(apiKeys)
        .set({ lastUsedAt: after(-usedHoursAgo) })
        .where(eq(apiKeys.id, keyId)),
    );
  }
  const names = await told();
  expect([...new Set(names)]).toEqual(["Replaced and used", "Soon"]);
  expect(await told()).toEqual(names);
});
