import { sql } from "drizzle-orm";
import { Logger, runOnce } from "graphile-worker";
import { expect, test } from "vitest";
import { database } from "@/lib/db/client";
import { asSystem, makeTenant } from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";
import { taskList } from "./task-list";

useDatabase();

const add = (task: string, payload: unknown, key: string) =>
  database().execute(
    sql`select graphile_worker.add_job(${task}, ${JSON.stringify(payload)}::json, job_key := ${key})`,
  );

/** Runs what is due, and returns the errors that the worker logged. */
async function work(): Promise<string[]> {
  const errors: string[] = [];
  await runOnce({
    connectionString: process.env.DATABASE_URL,
    taskList: taskList(async () => asSystem()),
    noHandleSignals: true,
    logger: new Logger(() => (level, message) => {
      if (level === "error") errors.push(message);
    }),
  });
  return errors;
}

const waiting = async () =>
  (
    await database().execute<{ task: string; attempts: number; isOver: boolean; error: string }>(sql`
      select task_identifier as task, attempts, attempts = max_attempts as "isOver", last_error as error
      from graphile_worker.jobs order by task_identifier`)
  ).rows;

test("a payload that does not parse fails once, is logged, and stays in the queue with its error", async () => {
  await add("contract", { tenantId: "no tenant" }, "contract:broken");
  await add("expire-quotes", {}, "expire-quotes");
  const errors = await work();
  expect(errors).toHaveLength(1);
  expect(errors[0]).toMatch(/the payload of a job contract is invalid: .*tenantId/s);
  const [left, ...others] = await waiting();
  expect(others).toEqual([]);
  expect(left).toMatchObject({ task: "contract", isOver: true });
  expect(left?.error).toContain("tenantId");

  await database().execute(sql`update graphile_worker._private_jobs set run_at = now()`);
  expect(await work()).toEqual([]);
});

test("a valid job with the key of a broken one is done", async () => {
  const { id: tenantId } = await makeTenant();
  await add("contract", { tenantId }, "contract:broken");
  expect(await work()).toEqual([]);
});
