import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { activeDays, activeUsers, auditLog, mauCounts } from "@/drizzle/schema";
import { closeIngestConnection } from "@/lib/db/ingest";
import { acrossTenants } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import { env, forgetEnvironment } from "@/lib/env";
import { readMauHistory } from "@/lib/features/billing/usage/read-mau-history";
import { changeTimeZone } from "@/lib/features/console/tenant-time-zone/change-time-zone";
import { uuidOf } from "@/lib/features/usage/metering/units/tenant-uuid";
import { asKey, asUser, makeTenant, makeUser, testNow } from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";
import { eraseUser } from "./erase-user";
import { readDailyUsers } from "./read-daily-users";
import { recordAuthentication, recordAuthentications } from "./record-authentications";
import { forgetUserKeys } from "./user-keys";

useDatabase();

const host = (now = testNow) => asKey(["manage"], now);
const at = (text: string) => new Date(text);

async function record(tenantId: Id<"tenant">, userId: string, when = testNow) {
  const answer = await recordAuthentication(host(), tenantId, { userId, at: when });
  if (!answer.ok) throw new Error(answer.refusal.code);
  return answer.value;
}

/** The days of November that have anybody, and the MAU. */
async function seen(tenantId: Id<"tenant">) {
  const daily = await readDailyUsers(host(), tenantId, { month: "2026-11" });
  const history = await readMauHistory(host(), tenantId, { months: 1 });
  if (!daily.ok || !history.ok) throw new Error("cannot be read");
  expect(daily.value.days).toHaveLength(30);
  const days = daily.value.days.filter(({ users }) => users > 0);
  return {
    days: Object.fromEntries(days.map(({ day, users }) => [day.slice(8), users])),
    month: history.value.months[0]?.users,
  };
}

test("a user counts once on each day of the tenant's zone, and once in the month", async () => {
  const { id } = await makeTenant({ timeZone: "Asia/Tokyo" });
  for (const when of ["2026-11-10T14:59:59.999Z", "2026-11-10T15:00:00Z", "2026-11-11T03:00:00Z"])
    await record(id, "anna", at(when));
  await record(id, "bert", at("2026-11-11T05:00:00Z"));
  expect(await seen(id)).toEqual({ days: { 10: 1, 11: 2 }, month: 2 });
});

test("eight callers at once, of two tenants, in shuffled batches and one by one, count exactly", async () => {
  const tenants = [await makeTenant(), await makeTenant()];
  const users = Array.from({ length: 60 }, (_, index) => `user-${index}`);
  const answers = await Promise.all(
    Array.from({ length: 8 }, async (_, caller) => {
      const { id } = tenants[caller % 2] as (typeof tenants)[number];
      const shuffled = users.toSorted(
        (a, b) =>
          ((a.length + Number(a.slice(5)) * (caller + 7)) % 61) -
          ((b.length + Number(b.slice(5)) * (caller + 7)) % 61),
      );
      if (caller < 4) {
        const batch = await recordAuthentications(host(), id, {
          authentications: shuffled.map((userId) => ({ userId })),
        });
        return batch.ok ? batch.value.counted : Number.NaN;
      }
      const counted = await Promise.all(shuffled.map((userId) => record(id, userId)));
      return counted.reduce((sum, answer) => sum + answer.counted, 0);
    }),
  );
  expect(answers.reduce((sum, counted) => sum + counted, 0)).toBe(120);
  for (const { id } of tenants) expect(await seen(id)).toEqual({ days: { 20: 60 }, month: 60 });
});

test("who is known to be counted is asked again once the connections to the database were lost", async () => {
  const { id } = await makeTenant();
  expect(await record(id, "anna")).toEqual({ counted: 1, months: [{ month: "2026-11", users: 1 }] });
  // As a database that was restored to a moment before.
  await acrossTenants(async (tx) => {
    await tx.delete(activeUsers).where(eq(activeUsers.tenantId, id));
    await tx.delete(mauCounts).where(eq(mauCounts.tenantId, id));
  });
  await closeIngestConnection();
  expect(await record(id, "anna")).toEqual({ counted: 1, months: [{ month: "2026-11", users: 1 }] });
});

test("after a change of the tenant's zone the new one decides, also for users who are known", async () => {
  const { id } = await makeTenant({ timeZone: "Asia/Tokyo" });
  const when = at("2026-11-19T16:00:00Z");
  await record(id, "anna", when);
  expect((await seen(id)).days).toEqual({ 20: 1 });
  const admin = asUser(await makeUser("admin"), "admin");
  expect(await changeTimeZone(admin, id, { timeZone: "America/New_York" })).toMatchObject({ ok: true });
  await record(id, "anna", when);
  expect((await seen(id)).days).toEqual({ 19: 1, 20: 1 });
});

test("an erased user cannot be found any more, and every count stays", async () => {
  const [{ id }, other] = [await makeTenant(), await makeTenant()];
  for (const day of ["2026-10-05", "2026-11-03", "2026-11-04"])
    await record(id, "anna", at(`${day}T03:00:00Z`));
  await record(id, "bert", at("2026-11-04T03:00:00Z"));
  await record(other.id, "anna");
  const keysOf = (tenant: Id<"tenant">) =>
    acrossTenants(async (tx) => [
      ...(await tx.select().from(activeUsers).where(eq(activeUsers.tenantId, tenant))).map(
        (row) => row.userKey,
      ),
      ...(
        await tx
          .select()
          .from(activeDays)
          .where(eq(activeDays.tenantId, uuidOf(tenant)))
      ).map((row) => row.userKey.replaceAll("-", "")),
    ]);
  const [annas] = await keysOf(other.id);
  const before = await seen(id);
  expect(await eraseUser(host(), id, { userId: "anna" })).toEqual({
    ok: true,
    value: { months: 2, days: 3 },
  });
  const left = await keysOf(id);
  expect(left).not.toContain(annas);
  // Bert in his month and on his day; each row of Anna's with a key of its own.
  expect(new Set(left).size).toBe(1 + 2 + 3);
  expect(await seen(id)).toEqual(before);
  expect(await keysOf(other.id)).toContain(annas);
  expect(await eraseUser(host(), id, { userId: "anna" })).toEqual({
    ok: true,
    value: { months: 0, days: 0 },
  });
  const audit = await acrossTenants((tx) => tx.select().from(auditLog).where(eq(auditLog.tenantId, id)));
  const erasures = audit.filter(({ action }) => action === "mau.erase_user");
  expect(erasures.map(({ after }) => after)).toEqual([{ months: 2, days: 3 }]);
  expect(JSON.stringify(audit)).not.toContain("anna");
  expect(await record(id, "anna")).toMatchObject({ counted: 1, months: [{ users: 3 }] });
});

test("erasing is for managing keys and administrators of the SaaS", async () => {
  const { id, ownerId } = await makeTenant();
  for (const ctx of [
    asKey(["ingest", "read"]),
    asUser(ownerId),
    asUser(await makeUser("support"), "support"),
  ])
    expect(await eraseUser(ctx, id, { userId: "anna" })).toMatchObject({ refusal: { code: "forbidden" } });
});

test("a user stays the same one under another AUTH_SECRET that names the former one", async () => {
  const { id } = await makeTenant();
  await record(id, "anna");
  process.env.AUTH_SECRET_BEFORE = env().AUTH_SECRET;
  process.env.AUTH_SECRET = "another secret of the tests, as long";
  forgetEnvironment();
  forgetUserKeys();
  expect(env().AUTH_SECRET).toContain("another");
  expect(await record(id, "anna")).toMatchObject({ counted: 0, months: [{ users: 1 }] });
});
