import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { auditLog, outboxMessages, stripeEvents } from "@/drizzle/schema";
import { acrossTenants, inTenant } from "@/lib/db/transaction";
import type { Result } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import type { Context } from "@/lib/features/foundation/context/context";
import { enqueueMessage } from "@/lib/features/foundation/outbox/enqueue-message";
import type { OperationInput } from "@/lib/features/foundation/outbox/operations";
import { asSystem, asUser, makeTenant, makeUser } from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";
import { countFailed } from "./count-failed";
import { listMessages } from "./list-messages";
import { readMessage } from "./read-message";
import { retryMessage } from "./retry-message";
import { skipMessage } from "./skip-message";

useDatabase({ CHOBA_DEMO: "1" });

let admin: Context;
let support: Context;
let rep: Context;
let tenantId: Id<"tenant">;
beforeAll(async () => {
  admin = asUser(await makeUser("admin"), "admin");
  support = asUser(await makeUser("support"), "support");
  rep = asUser(await makeUser("sales"), "sales");
  tenantId = (await makeTenant()).id;
});

const value = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.value;
};
const reminder = { to: "pay@x.example", locale: "en", template: "payment_reminder", path: "/" } as const;

async function message(
  change: Partial<typeof outboxMessages.$inferInsert>,
  operation?: "stripe.order.invoice",
) {
  const { messageId } = await inTenant(tenantId, async (tx) => {
    const ctx = asSystem();
    if (operation) return enqueueMessage(tx, ctx, tenantId, operation, { orderId: "ord_0190000000007000" });
    const mail: OperationInput<"mail.send"> = {
      ...reminder,
      values: { name: "A", tenant: "B", invoices: "C" },
    };
    return enqueueMessage(tx, ctx, tenantId, "mail.send", mail);
  });
  await acrossTenants((tx) => tx.update(outboxMessages).set(change).where(eq(outboxMessages.id, messageId)));
  return messageId;
}
async function event(id: string, change: Partial<typeof stripeEvents.$inferInsert> = {}) {
  const payload = { id, data: { object: { id: "cus_1" } } };
  const row = { id, type: "customer.updated", objectId: "cus_1", payload, receivedAt: new Date(), ...change };
  await acrossTenants((tx) => tx.insert(stripeEvents).values(row));
  return id;
}
const find = async (direction: "sent" | "received", id: string) =>
  value(await readMessage(admin, { direction, id }));

test("a refused mail is listed with its reason, sent anew, and no longer counts as failed", async () => {
  const id = await message({ state: "refused", lastError: "smtp_550", errorDetail: "550 no such user here" });
  const failed = value(await listMessages(rep, { direction: "sent", filters: { state: "failed" } }));
  expect(failed.rows.find((row) => row.id === id)).toMatchObject({
    about: reminder.to,
    reason: "mail_refused",
    detail: "550 no such user here",
    mayRetry: false,
    maySkip: false,
  });
  const before = value(await countFailed(admin, {}));
  expect(value(await retryMessage(admin, { direction: "sent", id }))).toEqual({ outcome: "done" });
  expect(value(await countFailed(admin, {})).sent).toBe(before.sent - 1);
  expect(await find("sent", id)).toMatchObject({ state: "replaced", mayRetry: false, maySkip: false });
  expect(await retryMessage(admin, { direction: "sent", id })).toMatchObject({ ok: false });
});

test("a pending message is tried at once, before its time", async () => {
  const later = new Date(Date.now() + 3_600_000);
  const id = await message({ attempts: 7, nextAttemptAt: later, lastError: "OutsideUnreachable: mail" });
  expect(await find("sent", id)).toMatchObject({ reason: "unreachable", mayRetry: true, maySkip: true });
  expect(value(await retryMessage(admin, { direction: "sent", id }))).toEqual({ outcome: "done" });
  expect(await find("sent", id)).toMatchObject({ state: "done", attempts: 8, nextInSeconds: null });
});

test("one that is skipped keeps the reason, is written down once, and is not tried again", async () => {
  const id = await message({ attempts: 7 });
  const skip = { direction: "sent", id, reason: "The address is gone" } as const;
  expect(value(await skipMessage(admin, skip))).toEqual({ skipped: true });
  expect(value(await skipMessage(admin, skip))).toEqual({ skipped: false });
  expect(await find("sent", id)).toMatchObject({
    state: "skipped",
    settled: { reason: "The address is gone" },
  });
  expect(await retryMessage(admin, { direction: "sent", id })).toMatchObject({ ok: false });
  const log = await acrossTenants((tx) => tx.select().from(auditLog).where(eq(auditLog.tenantId, tenantId)));
  expect(log.filter(({ action }) => action === "message.skipped")).toMatchObject([
    { after: { messageId: id, message: "mail.send", reason: "The address is gone" } },
  ]);
});

test("what may have moved money is not skipped, and one that is being carried out is left alone", async () => {
  const order = await message({ attempts: 9 }, "stripe.order.invoice");
  expect(await skipMessage(admin, { direction: "sent", id: order, reason: "x" })).toMatchObject({
    refusal: { fields: [{ rule: "money_may_have_moved" }] },
  });
  const busy = await message({ claimedUntil: new Date(Date.now() + 60_000) });
  for (const act of [
    retryMessage(admin, { direction: "sent", id: busy }),
    skipMessage(admin, { direction: "sent", id: busy, reason: "x" }),
  ])
    expect(await act).toMatchObject({ refusal: { code: "busy" } });
});

test("events: refused ones are processed again or skipped, foreign ones only skipped", async () => {
  const refused = {
    state: "refused",
    processedAt: new Date(),
    lastError: "No such customer: 'cus_1'",
  } as const;
  const [one, foreign] = [
    await event("evt_refused", refused),
    await event("evt_foreign", { state: "set_aside", processedAt: new Date(), asideReason: "other_account" }),
  ];
  expect(value(await countFailed(admin, {})).received).toBe(2);
  expect(await find("received", one)).toMatchObject({ reason: "no_such", mayRetry: true, maySkip: true });
  expect(await find("received", foreign)).toMatchObject({ reason: "other_account", mayRetry: false });
  expect(value(await retryMessage(admin, { direction: "received", id: one }))).toEqual({ outcome: "queued" });
  expect(await find("received", one)).toMatchObject({ state: "pending", closedAt: null });
  expect(await retryMessage(admin, { direction: "received", id: foreign })).toMatchObject({ ok: false });
  value(await skipMessage(admin, { direction: "received", id: foreign, reason: "Another shop" }));
  expect(await find("received", foreign)).toMatchObject({ state: "skipped" });
  expect(value(await countFailed(admin, {})).received).toBe(0);
});

test("what it says is for admins and support, without links that let in", async () => {
  const id = await event("evt_read");
  for (const reader of [admin, support])
    expect(value(await readMessage(reader, { direction: "received", id })).payload).toContain("cus_1");
  expect(value(await readMessage(rep, { direction: "received", id }))).not.toHaveProperty("payload");
  const secret = await message({ parameters: { ...reminder, template: "sign_in", path: "/enter/s3cret" } });
  expect((await find("sent", secret)).payload).not.toContain("s3cret");
});

test("a filter that nobody knows is named and leaves nothing out; a search finds by type and tenant", async () => {
  const list = value(await listMessages(admin, { direction: "received", filters: { state: "odd" } }));
  expect(list.ignored).toEqual(["state"]);
  const found = value(await listMessages(admin, { direction: "received", search: "customer.upd" }));
  expect(found.rows.map(({ id }) => id)).toContain("evt_read");
  const none = value(await listMessages(admin, { direction: "sent", search: "nobody at all" }));
  expect(none).toMatchObject({ rows: [], total: 0 });
});
