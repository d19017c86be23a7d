import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import {
  auditLog,
  outboxMessages,
  rateLimits,
  reconciliationRounds,
  sentMails,
  sessions,
  signInTokens,
  stripeDifferences,
  stripeEvents,
} from "@/drizzle/schema";
import { database } from "@/lib/db/client";
import { newId } from "@/lib/db/ids";
import { acrossTenants, inTenant } from "@/lib/db/transaction";
import { enqueueMessage } from "@/lib/features/foundation/outbox/enqueue-message";
import { asSystem, asUser, makeTenant, makeUser } from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";
import { isPurgeDue, purgeMessages } from "./purge-messages";
import { readRetention, saveRetention } from "./retention-settings";

useDatabase();

const ctx = asSystem();
const daysAgo = (days: number, from = new Date()) => new Date(from.getTime() - days * 86_400_000);
const short = {
  payloadDays: 10,
  mailDays: 20,
  tokenDays: 30,
  deadJobDays: 40,
  historyDays: 60,
  eventDays: 30,
};

test("what is older than it is kept goes, what is open or younger stays, whoever else asks", async () => {
  const admin = asUser(await makeUser("admin"), "admin");
  for (const _ of [1, 2]) expect(await saveRetention(admin, short)).toMatchObject({ ok: true });
  expect(await readRetention(admin, {})).toEqual({ ok: true, value: short });
  const saved = await acrossTenants((tx) =>
    tx.select().from(auditLog).where(eq(auditLog.action, "retention_settings.save")),
  );
  expect(saved).toHaveLength(1);
  for (const tooShort of [{ payloadDays: 1 }, { historyDays: 39 }])
    expect(await saveRetention(admin, { ...short, ...tooShort })).toMatchObject({ ok: false });

  const { id: tenantId } = await makeTenant();
  const event = { type: "x", objectId: "", payload: { id: "x" }, receivedAt: daysAgo(50) };
  const mail = { to: "a@b.example", locale: "en", template: "sign_in", values: {}, path: "/" } as const;
  await acrossTenants(async (tx) => {
    await tx.insert(stripeEvents).values([
      { ...event, id: "evt_old", state: "done", processedAt: daysAgo(11) },
      { ...event, id: "evt_open" },
      { ...event, id: "evt_ancient", state: "done", receivedAt: daysAgo(62), processedAt: daysAgo(61) },
      { ...event, id: "evt_young", state: "done", processedAt: daysAgo(9) },
    ]);
    await tx.insert(reconciliationRounds).values(
      [62, 61, 59].map((days) => ({
        startedAt: daysAgo(days, ctx.now),
        finishedAt: daysAgo(days, ctx.now),
        eventsUntil: daysAgo(days, ctx.now),
        stage: "events" as const,
      })),
    );
    const sent = { recipient: "a@b.example", subject: "x", body: "" };
    await tx.insert(sentMails).values([
      { ...sent, messageId: "old", sentAt: daysAgo(21, ctx.now) },
      { ...sent, messageId: "young", sentAt: daysAgo(19, ctx.now) },
    ]);
    await tx.insert(signInTokens).values([
      { email: "a@b.example", tokenHash: "old", browserHash: "", expiresAt: daysAgo(31) },
      { email: "a@b.example", tokenHash: "young", browserHash: "", expiresAt: daysAgo(29) },
    ]);
    const browser = { userId: await makeUser(null), address: "::1", userAgent: "" };
    const times = { createdAt: daysAgo(60), seenAt: daysAgo(33), lastsUntil: daysAgo(30) };
    await tx.insert(sessions).values([
      { ...browser, ...times, id: newId("session"), tokenHash: "old", expiresAt: daysAgo(31) },
      { ...browser, ...times, id: newId("session"), tokenHash: "young", expiresAt: daysAgo(29) },
    ]);
    await tx.insert(rateLimits).values([
      { key: "over", points: 1, expire: daysAgo(1) },
      { key: "running", points: 1, expire: daysAgo(-1) },
    ]);
  });
  const difference = { tenantId, kind: "item_added", facts: {}, foundBy: "webhook" } as const;
  await inTenant(tenantId, (tx) =>
    tx.insert(stripeDifferences).values(
      (["old", "young", "open"] as const).map((key) => ({
        ...difference,
        key,
        id: newId("difference"),
        foundAt: daysAgo(90, ctx.now),
        closedAt: key === "open" ? null : daysAgo(key === "old" ? 61 : 59, ctx.now),
      })),
    ),
  );
  const messages = await inTenant(tenantId, async (tx) => {
    const ids = [];
    for (const closed of [daysAgo(21, ctx.now), daysAgo(19, ctx.now), null]) {
      const { messageId } = await enqueueMessage(tx, ctx, tenantId, "mail.send", mail);
      if (closed)
        await tx
          .update(outboxMessages)
          .set({ state: "done", closedAt: closed })
          .where(eq(outboxMessages.id, messageId));
      ids.push(messageId);
    }
    return ids;
  });
  await database().execute(sql`delete from graphile_worker._private_jobs`);
  for (const [key, age] of [
    ["old", "41 days"],
    ["young", "39 days"],
  ] as const) {
    await database().execute(sql`select graphile_worker.add_job('x', job_key := ${key})`);
    await database().execute(sql`update graphile_worker._private_jobs
      set attempts = max_attempts, updated_at = now() - ${age}::interval where key = ${key}`);
  }

  expect(await acrossTenants(isPurgeDue)).toBe(true);
  for (const _ of [1, 2]) await purgeMessages(ctx);
  expect(await acrossTenants(isPurgeDue)).toBe(false);

  const events = await acrossTenants((tx) => tx.select().from(stripeEvents).orderBy(stripeEvents.id));
  expect(events.map(({ id, payload }) => [id, payload !== null])).toEqual([
    ["evt_old", false],
    ["evt_open", true],
    ["evt_young", true],
  ]);
  const differences = await acrossTenants((tx) => tx.select().from(stripeDifferences));
  expect(differences.map(({ key }) => key).sort()).toEqual(["open", "young"]);
  const rounds = await acrossTenants((tx) => tx.select().from(reconciliationRounds));
  expect(rounds.map(({ finishedAt }) => finishedAt)).toEqual([daysAgo(59, ctx.now)]);
  const mails = await acrossTenants((tx) => tx.select().from(sentMails));
  expect(mails.map(({ messageId }) => messageId)).toEqual(["young"]);
  const tokens = await acrossTenants((tx) => tx.select().from(signInTokens));
  expect(tokens.map(({ tokenHash }) => tokenHash)).toEqual(["young"]);
  const ended = await acrossTenants((tx) => tx.select().from(sessions));
  expect(ended.map(({ tokenHash }) => tokenHash)).toEqual(["young"]);
  const shares = await acrossTenants((tx) => tx.select().from(rateLimits));
  expect(shares.map(({ key }) => key)).toEqual(["running"]);
  const kept = await acrossTenants((tx) =>
    tx.select().from(outboxMessages).where(eq(outboxMessages.tenantId, tenantId)).orderBy(outboxMessages.id),
  );
  expect(kept.map(({ id, parameters }) => [id, Object.keys(parameters as object).length > 0])).toEqual([
    [messages[0], false],
    [messages[1], true],
    [messages[2], true],
  ]);
  const { rows } = await database().execute<{ key: string }>(sql`select key from graphile_worker.jobs`);
  expect(rows.map(({ key }) => key)).toEqual(["young"]);
});
