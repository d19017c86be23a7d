import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { createApi } from "@/api/app";
import { acrossTenants } from "@/lib/db/transaction";
import { caller } from "@/tests/support/api-caller";
import { makeKey, makeTenant } from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";

useDatabase();

const path = "/api/v1/events/ingest";

/** Blocks every write of usage until it is released. */
async function holdWrites(): Promise<() => Promise<void>> {
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  let begun = () => {};
  const isHeld = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const transaction = acrossTenants(async (tx) => {
    await tx.execute(sql`select choba_hold_writes()`);
    begun();
    await held;
  });
  await isHeld;
  return () => {
    letGo();
    return transaction;
  };
}

test("while the database stands still callers get 429 and Retry-After, and what was taken is counted once", async () => {
  const { slug } = await makeTenant();
  const { post, get } = caller(createApi(), (await makeKey("ingest", "read")).secret);
  const call = (note: string) => ({
    events: Array.from({ length: 1_000 }, () => ({
      event_id: randomUUID(),
      customer_id: slug,
      event_name: "held",
      metadata: { note },
    })),
  });
  expect((await post(path, { events: call("").events.slice(0, 1) })).status).toBe(200);
  const letGo = await holdWrites();
  // Two lanes write 2,000 each at most, and 20,000 wait; what comes beyond that is sent away at once.
  const light = Array.from({ length: 30 }, () => post(path, call("")));
  const busy = await Promise.race([
    ...light.map(async (answer) => ((await answer).status === 429 ? answer : new Promise<never>(() => {}))),
  ]);
  expect(busy.headers.get("retry-after")).toBe("1");
  expect(busy.body).toMatchObject({ type: "busy" });
  expect((await get("/api/health")).status).toBe(200);
  await letGo();
  const statuses = (await Promise.all(light)).map(({ status }) => status);
  const taken = statuses.filter((status) => status === 200).length;
  expect(statuses.filter((status) => status === 429)).toHaveLength(30 - taken);
  expect(taken).toBeGreaterThanOrEqual(20);
  expect(taken).toBeLessThan(30);
  const [row] = (
    await acrossTenants((tx) => tx.execute(sql`select count(*)::int as events from usage_events`))
  ).rows;
  expect(row?.events).toBe(taken * 1_000 + 1);
});

test("heavy events are sent away sooner, so that memory stays bounded", async () => {
  const { slug } = await makeTenant();
  const { post } = caller(createApi(), (await makeKey("ingest")).secret);
  const heavy = () => ({
    events: Array.from({ length: 200 }, () => ({
      event_id: randomUUID(),
      customer_id: slug,
      event_name: "heavy",
      metadata: { a: "x".repeat(1_000), b: "y".repeat(1_000), c: "z".repeat(1_000), d: "w".repeat(1_000) },
    })),
  });
  expect((await post(path, { events: heavy().events.slice(0, 1) })).status).toBe(200);
  const letGo = await holdWrites();
  const answers = Array.from({ length: 60 }, () => post(path, heavy()));
  const isBusy = async (answer: (typeof answers)[number]) =>
    (await answer).status === 429 ? true : new Promise<never>(() => {});
  // 12,000 events are fewer than may wait, and more than 64 MB.
  expect(await Promise.race(answers.map(isBusy))).toBe(true);
  await letGo();
  const statuses = (await Promise.all(answers)).map(({ status }) => status);
  expect(new Set(statuses)).toEqual(new Set([200, 429]));
});
