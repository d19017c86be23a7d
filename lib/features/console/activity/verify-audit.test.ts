import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { acrossTenants, inTenant } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import { recordAudit } from "@/lib/features/foundation/audit/record-audit";
import { asSystem, makeTenant } from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";
import { verifyAudit } from "./verify-audit";

useDatabase();

const ctx = asSystem();
let tenantId: Id<"tenant">;
let sql: postgres.Sql;

beforeAll(() => {
  // As somebody who may do everything to the database, and writes past the triggers.
  sql = postgres(process.env.DATABASE_URL ?? "", { max: 1, onnotice: () => {} });
});
afterAll(() => sql.end());

/** What an intruder does to the rows, seen by the next verification, and undone. */
const pastTheTriggers = async (act: (sql: postgres.TransactionSql) => Promise<unknown>) => {
  await sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`create table kept_log as table audit_log`;
    await tx`create table kept_links as table audit_links`;
    await act(tx);
  });
  const found = await verified();
  await sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    for (const name of ["log", "links"]) {
      await tx`delete from ${tx(`audit_${name}`)}`;
      await tx`insert into ${tx(`audit_${name}`)} table ${tx(`kept_${name}`)}`;
      await tx`drop table ${tx(`kept_${name}`)}`;
    }
  });
  return found.broken;
};

async function verified() {
  const answer = await verifyAudit(ctx, {});
  if (!answer.ok) throw new Error(answer.refusal.code);
  return answer.value;
}

const write = (step: number) =>
  inTenant(tenantId, (tx) =>
    recordAudit(tx, ctx, tenantId, {
      action: "tenant.edited",
      after: { step, name: "港 \u{1F6A2}", at: 1.5 },
    }),
  );

beforeEach(async () => {
  tenantId = (await makeTenant()).id;
  for (const step of [1, 2, 3]) await write(step);
});

test("a log that nobody touched is right, whoever wrote at the same time", async () => {
  const before = await verified();
  expect(before.broken).toBeNull();
  await Promise.all(Array.from({ length: 20 }, (_, step) => write(step)));
  expect(await verified()).toEqual({ ...before, rows: before.rows + 20 });
});

test("a changed, a deleted, an inserted row and a chain that was cut off are found", async () => {
  const rows = await sql<{ auditId: string; number: number }[]>`
    select audit_id as "auditId", number from audit_links where tenant_id = ${tenantId} order by number`;
  const { auditId = "", number = 0 } = rows.at(-2) ?? {};
  const here = { tenantId, number, auditId };

  for (const change of [
    sql`actor_name = 'Somebody else'`,
    sql`after = jsonb_set(after, '{step}', '7')`,
    sql`at = at + interval '1 millisecond'`,
  ])
    expect(
      await pastTheTriggers((tx) => tx`update audit_log set ${change} where id = ${auditId}`),
    ).toMatchObject({ ...here, what: "changed" });

  expect(await pastTheTriggers((tx) => tx`delete from audit_log where id = ${auditId}`)).toEqual({
    ...here,
    what: "missing",
  });
  const withLink = (tx: postgres.TransactionSql) => tx`
    with gone as (delete from audit_log where id = ${auditId}) delete from audit_links where audit_id = ${auditId}`;
  expect(await pastTheTriggers(withLink)).toEqual({ ...here, auditId: null, what: "missing" });

  const added = (tx: postgres.TransactionSql) => tx`
    insert into audit_log select tenant_id, 'aud_added', at, actor, actor_name, action, before, after, request_id
    from audit_log where id = ${auditId}`;
  expect(await pastTheTriggers(added)).toEqual({
    tenantId,
    number: null,
    auditId: "aud_added",
    what: "inserted",
  });

  const last = rows.at(-1)?.auditId ?? "";
  const cutOff = (tx: postgres.TransactionSql) => tx`
    with gone as (delete from audit_log where id = ${last}) delete from audit_links where audit_id = ${last}`;
  expect(await pastTheTriggers(cutOff)).toEqual({
    tenantId,
    number: number + 1,
    auditId: null,
    what: "cut_off",
  });
  expect((await verified()).broken).toBeNull();
});

test("nobody changes the log or its chain, not even the owner of the tables", async () => {
  for (const table of ["audit_log", "audit_links"])
    for (const statement of [
      `update ${table} set tenant_id = ''`,
      `delete from ${table}`,
      `truncate ${table}`,
    ])
      await expect(sql.unsafe(statement)).rejects.toThrow("only grows");
  for (const statement of ["update audit_chains set length = 0", "delete from audit_links"])
    await expect(acrossTenants((tx) => tx.execute(statement))).rejects.toThrow();
});
