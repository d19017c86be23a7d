import { describe, expect, test } from "vitest";
import { activeUsers, mauCounts } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import { readMauHistory } from "@/lib/features/billing/usage/read-mau-history";
import { asKey, asUser, auditedActions, makeTenant, testNow } from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";
import { waiting } from "@/tests/support/waiting";
import { recordAuthentication, recordAuthentications } from "./record-authentications";
import { userKeys } from "./user-keys";

useDatabase({ DATABASE_POOL: "20" });

const host = (now = testNow) => asKey(["ingest", "read"], now);

/** The MAU of each month that has any, as a reader sees it now. */
async function mauSeen(tenantId: Id<"tenant">, now = testNow): Promise<Record<string, number>> {
  const history = await readMauHistory(host(now), tenantId, { months: 36 });
  if (!history.ok) throw new Error(history.refusal.code);
  const active = history.value.months.filter((month) => month.users > 0);
  return Object.fromEntries(active.map(({ month, users }) => [month, users]));
}

const many = (users: string[], at?: Date) => ({ authentications: users.map((userId) => ({ userId, at })) });
const numbered = (count: number) => Array.from({ length: count }, (_, index) => `user-${index}`);

describe("a user counts once in a month", () => {
  test("however often, from however many callers at once, they authenticate", async () => {
    const { id } = await makeTenant();
    const users = numbered(25);
    const answers = await Promise.all(
      [...users, ...users, ...users, ...users].map((userId) => recordAuthentication(host(), id, { userId })),
    );
    expect(answers.every((answer) => answer.ok)).toBe(true);
    expect(answers.filter((answer) => answer.ok && answer.value.counted === 1)).toHaveLength(25);
    expect(await mauSeen(id)).toEqual({ "2026-11": 25 });
  });

  test("also when full batches overlap in opposite orders, within and over a month's end", async () => {
    const { id } = await makeTenant();
    const authentications = numbered(500).flatMap((userId) => [
      { userId, at: new Date("2026-10-31T12:00:00Z") },
      { userId, at: new Date("2026-11-02T12:00:00Z") },
    ]);
    const backwards = authentications.toReversed();
    const answers = await Promise.all(
      Array.from({ length: 16 }, (_, caller) =>
        recordAuthentications(host(), id, { authentications: caller % 2 ? backwards : authentications }),
      ),
    );
    const counted = answers.map((answer) => (answer.ok ? answer.value.counted : -1));
    expect(counted.reduce((sum, n) => sum + n)).toBe(1_000);
    expect(await mauSeen(id)).toEqual({ "2026-10": 500, "2026-11": 500 });
  });

  test("also when another process counts the user meanwhile, and the MAU that is answered includes them", async () => {
    const { id } = await makeTenant();
    const userKey = (await userKeys())("anna");
    let recording: ReturnType<typeof recordAuthentication> | undefined;
    await acrossTenants(async (tx) => {
      await tx.insert(activeUsers).values({ tenantId: id, month: "2026-11", userKey, firstSeenAt: testNow });
      await tx.insert(mauCounts).values({ tenantId: id, month: "2026-11", users: 1 });
      recording = recordAuthentication(host(), id, { userId: "anna" });
      await waiting(1);
    });
    const months = [{ month: "2026-11", users: 1 }];
    expect(await recording).toEqual({ ok: true, value: { counted: 0, months } });
    expect(await mauSeen(id)).toEqual({ "2026-11": 1 });
  });

  test("and in another tenant again", async () => {
    const [one, other] = [await makeTenant(), await makeTenant()];
    for (const { id } of [one, other]) await recordAuthentication(host(), id, { userId: "anna" });
    expect([await mauSeen(one.id), await mauSeen(other.id)]).toEqual([{ "2026-11": 1 }, { "2026-11": 1 }]);
  });
});

describe("the month is the calendar month in the tenant's zone", () => {
  test.each([
    ["Asia/Tokyo", "2026-10-31T14:59:59.999Z", "2026-10-31T15:00:00Z"],
    ["America/New_York", "2026-11-01T03:59:59.999Z", "2026-11-01T04:00:00Z"],
  ])("%s: the last instant of October and the first of November", async (timeZone, last, first) => {
    const { id } = await makeTenant({ timeZone });
    for (const at of [last, first])
      await recordAuthentication(host(), id, { userId: "anna", at: new Date(at) });
    await recordAuthentication(host(), id, { userId: "bert", at: new Date(last) });
    expect(await mauSeen(id)).toEqual({ "2026-10": 2, "2026-11": 1 });
  });

  test("without a time it is now", async () => {
    const [tokyo, newYork] = [await makeTenant(), await makeTenant({ timeZone: "America/New_York" })];
    const now = new Date("2026-11-30T16:00:00Z");
    for (const { id } of [tokyo, newYork]) await recordAuthentication(host(now), id, { userId: "anna" });
    expect(await mauSeen(tokyo.id, now)).toEqual({ "2026-12": 1 });
    expect(await mauSeen(newYork.id, now)).toEqual({ "2026-11": 1 });
  });

  test("a history ends with the present month and has no holes", async () => {
    const { id } = await makeTenant({ limits: { monthlyActiveUsers: 50 } });
    await recordAuthentication(host(), id, { userId: "anna", at: new Date("2026-09-10T00:00:00Z") });
    expect(await readMauHistory(host(), id, { months: 4 })).toEqual({
      ok: true,
      value: {
        timeZone: "Asia/Tokyo",
        maximum: 50,
        months: [
          { month: "2026-08", users: 0 },
          { month: "2026-09", users: 1 },
          { month: "2026-10", users: 0 },
          { month: "2026-11", users: 0 },
        ],
      },
    });
  });
});

describe("recording", () => {
  test("answers with the MAU that it made", async () => {
    const { id } = await makeTenant();
    await recordAuthentications(host(), id, many(["anna", "bert"], new Date("2026-10-05T00:00:00Z")));
    expect(
      await recordAuthentications(host(), id, {
        authentications: [
          { userId: "anna" },
          { userId: "carl", at: new Date("2026-10-06T00:00:00Z") },
          { userId: "anna", at: new Date("2026-10-06T00:00:00Z") },
        ],
      }),
    ).toEqual({
      ok: true,
      value: {
        counted: 2,
        months: [
          { month: "2026-10", users: 3 },
          { month: "2026-11", users: 1 },
        ],
      },
    });
  });

  test("takes clocks up to five minutes ahead and the 24 months before, to the instant", async () => {
    const { id } = await makeTenant();
    const at = (offsetMs: number) => new Date(testNow.getTime() + offsetMs);
    const firstInstant = new Date("2024-10-31T15:00:00Z");
    for (const time of [at(300_000), firstInstant])
      expect(await recordAuthentication(host(), id, { userId: "anna", at: time })).toMatchObject({
        ok: true,
      });
    for (const [time, rule] of [
      [at(300_001), "in_the_future"],
      [new Date(firstInstant.getTime() - 1), "too_old"],
    ] as const)
      expect(await recordAuthentication(host(), id, { userId: "anna", at: time })).toMatchObject({
        refusal: { code: "invalid_input", fields: [{ field: "at", rule }] },
      });
  });

  test("a batch with one bad entry records nothing and names the entry", async () => {
    const { id } = await makeTenant();
    const batch = many(["anna", "bert", "carl"]);
    batch.authentications[1] = { userId: "bert", at: new Date("2027-01-01T00:00:00Z") };
    expect(await recordAuthentications(host(), id, batch)).toMatchObject({
      refusal: { fields: [{ field: "authentications.1.at", rule: "in_the_future" }] },
    });
    expect(await mauSeen(id)).toEqual({});
  });

  test("takes a thousand at once and not one more", async () => {
    const { id } = await makeTenant();
    expect(await recordAuthentications(host(), id, many(numbered(1_000)))).toMatchObject({ ok: true });
    expect(await recordAuthentications(host(), id, many(numbered(1_001)))).toMatchObject({
      refusal: { fields: [{ field: "authentications", rule: "too_big", params: { maximum: 1_000 } }] },
    });
    expect(await mauSeen(id)).toEqual({ "2026-11": 1_000 });
  });

  test("keeps no user's id, and writes nothing to the audit log", async () => {
    const { id } = await makeTenant();
    await recordAuthentication(host(), id, { userId: "anna@customer.example" });
    const rows = await acrossTenants((tx) => tx.select().from(activeUsers));
    const own = rows.filter((row) => row.tenantId === id);
    expect(own.map((row) => row.userKey)).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/)]);
    expect(JSON.stringify(own)).not.toContain("anna");
    expect(await auditedActions(id)).toEqual(["tenant.create"]);
  });

  test("is for ingesting and managing keys only", async () => {
    const { id, ownerId } = await makeTenant();
    expect(await recordAuthentication(asKey(["manage"]), id, { userId: "anna" })).toMatchObject({ ok: true });
    for (const ctx of [asKey(["read"]), asUser(ownerId)])
      expect(await recordAuthentication(ctx, id, { userId: "anna" })).toMatchObject({
        refusal: { code: "forbidden" },
      });
  });
});
