import { createHmac, hkdfSync } from "node:crypto";
import { expect, test } from "vitest";
import { activeUsers, installationKeys } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import { env } from "@/lib/env";
import { asKey, makeTenant, testNow } from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";
import { recordAuthentication } from "./record";
import { forgetUserKeys, userKeys } from "./user-key";

useDatabase();

test("users who were counted by a key derived from AUTH_SECRET keep it, whoever of many asks first", async () => {
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
