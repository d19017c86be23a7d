import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { v7 as uuid } from "uuid";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { migrate } from "@/drizzle/migrate";
import { closeDatabase } from "@/lib/db/client";
import { acrossTenants } from "@/lib/db/transaction";
import { verifyCounts } from "@/lib/features/usage/metering/verify/verify-counts";
import { limitMs } from "@/server/bootstrap/machine.mjs";
import { asSystem, makeKey, makeTenant } from "@/tests/support/factories";
import { isLong } from "@/tests/support/long";
import { apiProcess, commandLine, durablePostgres } from "./processes";
import { makeUnit } from "./units";

/*
 * kill -9, by turns: the process that takes events over HTTP, and PostgreSQL (fsync on), while eight senders do what a
 * host does: send, and send the same again until it is acknowledged.
 */
const kills = isLong ? 20 : 4;

let postgres: Awaited<ReturnType<typeof durablePostgres>>;
let api: Awaited<ReturnType<typeof apiProcess>>;
let secret: string;
let slugs: string[];
const environment = () => ({
  DATABASE_URL: postgres.url(),
  AUTH_SECRET: "a secret of the tests, long enough",
  STRIPE_SECRET_KEY: "sk_test_metering",
  STRIPE_WEBHOOK_SECRET: "whsec_metering",
  CHOBA_DEMO: "0",
});

beforeAll(async () => {
  postgres = await durablePostgres();
  await migrate(postgres.url());
  Object.assign(process.env, environment());
  await makeUnit({ unitName: "volume", aggregation: "sum", property: "bytes" });
  await makeUnit({ unitName: "regions", aggregation: "unique", property: "region" });
  slugs = [(await makeTenant()).slug, (await makeTenant({ timeZone: "America/New_York" })).slug];
  ({ secret } = await makeKey("ingest"));
  api = await apiProcess(environment);
});

afterAll(async () => {
  await api?.remove();
  await closeDatabase();
  await postgres?.remove();
});

const acknowledged = new Map<string, number>();
/** Sent once and given up without a response: it may count or not. */
const uncertain = new Map<string, number>();
let responses = 0;
let isOver = false;

async function sender(number: number): Promise<void> {
  const sizes = [1, 1, 20, 200];
  for (let round = 0; !isOver; round++) {
    const batch = Array.from({ length: sizes[(number + round) % sizes.length] ?? 1 }, (_, n) => ({
      event_id: n % 5 === 0 ? `text ${uuid()}` : uuid(),
      customer_id: slugs[(number + n) % slugs.length],
      event_name: "data",
      // Relative to the machine's time, which the process uses.
      timestamp: new Date(Date.now() - ((n * 7) % 40) * 3_600_000).toISOString(),
      metadata: { bytes: round + n, region: `r${(round + n) % 50}` },
    }));
    const isRepeated = round % 6 !== 5;
    const isTaken = await deliver(batch, isRepeated);
    for (const { event_id: id, metadata } of batch)
      (isTaken ? acknowledged : uncertain).set(id, metadata.bytes);
    if (isTaken) responses++;
  }
}

/** True once it is acknowledged; false if it was not and is not sent again. */
async function deliver(events: unknown[], isRepeated: boolean): Promise<boolean> {
  do {
    const response = await fetch(`${api.url}/api/v1/events/ingest`, {
      method: "POST",
      headers: { authorization: `Bearer ${secret}`, "content-type": "application/json" },
      body: JSON.stringify({ events }),
      signal: AbortSignal.timeout(limitMs(10_000)),
    }).catch(() => null);
    if (response?.ok) {
      const { ingested_count: taken, conflicts, rejected } = await response.json();
      expect({ taken, conflicts, rejected }).toEqual({ taken: events.length, conflicts: [], rejected: [] });
      return true;
    }
    await sleep(30);
  } while (isRepeated);
  return false;
}

test(
  `every acknowledged event is counted once after ${kills} kills, and verify is clean`,
  async () => {
    const senders = Promise.all(Array.from({ length: 8 }, (_, number) => sender(number)));
    for (let kill = 0; kill < kills; kill++) {
      const before = responses;
      await vi.waitFor(() => expect(responses).toBeGreaterThan(before + 8), {
        timeout: limitMs(60_000),
        interval: 10,
      });
      // Somewhere within what is under way.
      await sleep((kill * 37) % 90);
      if (kill % 2 === 0) await api.kill();
      else await postgres.kill();
    }
    const last = responses;
    await vi.waitFor(() => expect(responses).toBeGreaterThan(last + 8), { timeout: limitMs(60_000) });
    isOver = true;
    await senders;

    await closeDatabase();
    const rows = (
      await acrossTenants((tx) =>
        tx.execute<{ id: string; bytes: number }>(
          sql`select coalesce(event_id, event_key::text) as id, (properties->>'bytes')::int as bytes from usage_events`,
        ),
      )
    ).rows;
    const stored = new Map(rows.map(({ id, bytes }) => [id, bytes]));
    expect(stored.size).toBe(rows.length);
    expect([...acknowledged.keys()].filter((id) => !stored.has(id))).toEqual([]);
    const sent = new Map([...acknowledged, ...uncertain]);
    expect([...stored].filter(([id, bytes]) => sent.get(id) !== bytes)).toEqual([]);
    const [rolled] = (
      await acrossTenants((tx) =>
        tx.execute<{ events: number; sum: number }>(
          sql`select sum(events)::int as events, sum(sum)::int as sum from usage_days`,
        ),
      )
    ).rows;
    const sum = rows.reduce((total, { bytes }) => total + bytes, 0);
    expect(rolled).toEqual({ events: rows.length, sum });
    const differences: unknown[] = [];
    await verifyCounts(asSystem(), {}, (month) => differences.push(...month.differences));
    expect(differences).toEqual([]);
  },
  limitMs(240_000),
);

test("the command line gives the same result, ends with 1 on a drift, and repairs it", async () => {
  expect(await commandLine(["verify"], environment())).toMatchObject({
    code: 0,
    said: expect.stringContaining(" 0 differences"),
  });
  await acrossTenants((tx) => tx.execute(sql`update usage_days set sum = sum + 1`));
  const drift = await commandLine(["verify", "--tenant", slugs[0] ?? "", "--repair"], environment());
  expect(drift).toMatchObject({
    code: 1,
    said: expect.stringMatching(/volume \S+ sum: counted \d+, events say \d+/),
  });
  expect(await commandLine(["verify", "--tenant", slugs[0] ?? ""], environment())).toMatchObject({ code: 0 });
  expect(await commandLine(["verify", "--tenant", "nobody"], environment())).toMatchObject({
    code: 2,
    said: expect.stringContaining("not_found"),
  });
  expect((await commandLine(["verify", "--moon"], environment())).code).toBe(2);
});
