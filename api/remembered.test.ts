import pg from "pg";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createApi } from "@/api/app";
import { newId } from "@/lib/db/ids";
import { knownEpoch, refreshKnownEpoch } from "@/lib/db/known-epoch";
import { caller } from "@/tests/support/api-caller";
import { makeKey, makeTenant } from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";

useDatabase();

/** Another process: what it does reaches this one through the database only. */
let elsewhere: postgres.Sql;
beforeAll(() => {
  elsewhere = postgres(process.env.DATABASE_URL ?? "", { max: 1 });
});
afterAll(() => elsewhere.end());

const watching = () => vi.waitFor(() => expect(knownEpoch()).not.toBeNull(), 5_000);
const epochElsewhere = async () => Number((await elsewhere`select epoch from known_epoch`)[0]?.epoch);
/** Once the number is the database's. */
const told = () => vi.waitFor(async () => expect(knownEpoch()?.epoch).toBe(await epochElsewhere()), 5_000);

/** Meanwhile this process hears nothing and goes on believing what it last heard. */
async function deaf(work: () => Promise<void>): Promise<void> {
  const holder = globalThis as { chobaKnownEpoch?: object };
  const watch = holder.chobaKnownEpoch;
  holder.chobaKnownEpoch = { ...watch, heardAt: Number.POSITIVE_INFINITY, client: undefined };
  try {
    await work();
  } finally {
    holder.chobaKnownEpoch = watch;
  }
}

/** Statements that reach the database while `work` runs, without those of the watch. */
async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  const spy = vi.spyOn(pg.Client.prototype, "query");
  try {
    await work();
    const asked = spy.mock.calls.map(([question]: unknown[]) =>
      typeof question === "string" ? question : String((question as { text: string }).text),
    );
    return asked.filter((text) => !text.includes("from known_epoch"));
  } finally {
    spy.mockRestore();
  }
}

const event = (tenant: string) => ({
  events: [{ event_id: newId("audit"), customer_id: tenant, event_name: "called" }],
});
const ingestPath = "/api/v1/events/ingest";

async function known() {
  const { id, slug } = await makeTenant();
  const key = await makeKey("ingest", "read");
  const call = caller(createApi(), key.secret);
  const authenticate = (userId: string, reference = slug) =>
    call.post(`/api/v1/tenants/${reference}/authentications`, { user_id: userId });
  await watching();
  // What it has to ask once is asked.
  expect((await call.post(ingestPath, event(slug))).status).toBe(200);
  expect((await authenticate("anna")).status).toBe(200);
  return { id, slug, key, call, authenticate };
}

test("an event and an authentication are one statement, and so are all that arrive while one is written", async () => {
  const { slug, call, authenticate } = await known();
  expect(await statementsOf(() => call.post(ingestPath, event(slug)))).toHaveLength(1);
  expect(await statementsOf(() => authenticate("bert"))).toHaveLength(1);
  expect(await statementsOf(() => authenticate("bert"))).toHaveLength(1);
  const together = await statementsOf(() =>
    Promise.all(
      Array.from({ length: 50 }, (_, n) => [
        authenticate(`c${n}`),
        call.post(ingestPath, event(slug)),
      ]).flat(),
    ),
  );
  // Of each the first alone and the others together, if they did not all come in time.
  expect(together.length).toBeLessThanOrEqual(8);
});

test("a key that is revoked elsewhere writes nothing more, even where nobody was told", async () => {
  const { id, slug, key, call, authenticate } = await known();
  const other = caller(createApi(), (await makeKey("ingest")).secret);
  await other.post(ingestPath, event(slug));
  for (const write of [() => call.post(ingestPath, event(slug)), () => authenticate("dora")]) {
    await elsewhere`update api_keys set revoked_at = null where id = ${key.keyId}`;
    await told();
    expect((await write()).status).toBe(200);
    await deaf(async () => {
      await elsewhere`update api_keys set revoked_at = now() where id = ${key.keyId}`;
      const before = await written(id);
      expect((await write()).status).toBe(401);
      expect(await written(id)).toEqual(before);
      expect((await other.post(ingestPath, event(slug))).status).toBe(200);
    });
  }
  await told();
  expect((await call.get(`/api/v1/tenants/${slug}/usage`)).status).toBe(401);
});

const written = async (tenantId: string) =>
  elsewhere`select (select count(*) from usage_events where tenant_id = ${tenantId.slice(4)}::uuid) as events,
    (select count(*) from active_days where tenant_id = ${tenantId.slice(4)}::uuid) as days`;

test("an authentication goes to whom the name belongs now", async () => {
  const { id, authenticate } = await known();
  const other = await makeTenant();
  const externalId = `acme-${id}`;
  await elsewhere`update tenants set external_id = ${externalId} where id = ${id}`;
  await told();
  const emil = () => authenticate("emil", `external:${externalId}`);
  expect((await emil()).body).toMatchObject({ counted: 1, months: [{ users: 2 }] });
  await deaf(async () => {
    await elsewhere.begin(async (sql) => {
      await sql`update tenants set external_id = null where id = ${id}`;
      await sql`update tenants set external_id = ${externalId} where id = ${other.id}`;
    });
    expect((await emil()).body).toMatchObject({ counted: 1, months: [{ users: 1 }] });
  });
});

test("a lost connection serves nothing that was remembered", async () => {
  const { slug, key, call } = await known();
  const read = () => call.get(`/api/v1/tenants/${slug}/usage`);
  const keyLookups = async () =>
    (await statementsOf(read)).filter((text) => text.includes(`from "api_keys"`)).length;
  expect(await keyLookups()).toBe(0);
  await elsewhere.begin(async (sql) => {
    await sql`update api_keys set revoked_at = now() where id = ${key.keyId}`;
    // The notice is never read: its listener ends before the change is there.
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and query like '%known_epoch%' and pid <> pg_backend_pid()`;
    await vi.waitFor(() => expect(knownEpoch()).toBeNull(), 5_000);
    expect(await keyLookups()).toBe(1);
  });
  expect((await read()).status).toBe(401);
  await watching();
  expect((await read()).status).toBe(401);
});

test("silence is not believed either: what was heard too long ago is asked again", async () => {
  const { slug, call } = await known();
  const holder = globalThis as { chobaKnownEpoch?: { heardAt: number } };
  const watch = holder.chobaKnownEpoch;
  if (!watch) throw new Error("nobody watches");
  watch.heardAt -= 2_000;
  expect(knownEpoch()).toBeNull();
  expect(
    (await statementsOf(() => call.post(ingestPath, event(slug)))).some((text) => text.includes("api_keys")),
  ).toBe(true);
  await watching();
  await refreshKnownEpoch();
  expect(await statementsOf(() => call.post(ingestPath, event(slug)))).toHaveLength(1);
});

test("a read is one transaction of few statements", async () => {
  const { slug, call } = await known();
  const counts = { license: 6, "usage?period=today": 4, "mau?months=2": 5, rps: 6 };
  for (const [path, most] of Object.entries(counts)) {
    const asked = await statementsOf(() => call.get(`/api/v1/tenants/${slug}/${path}`));
    expect(asked.filter((text) => text.startsWith("begin"))).toHaveLength(1);
    // Those that begin and end it are among them.
    expect(asked.length, path).toBe(most);
  }
});
