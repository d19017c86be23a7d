import { Hono } from "hono";
import type { Sql } from "postgres";
import { StripeError } from "../core/errors";
import { FAILURE_KINDS, type FailureKind, type Failures } from "../core/failures";
import { isObject, type Json, type JsonObject } from "../core/json";
import { BY_HAND, isByHand } from "../operations/by-hand";
import type { Operations } from "../operations/create-operations";
import { freezeClock, readClock, setOffset } from "../store/base-clock";
import type { TimeDriver } from "../time/driver";

interface ControlContext {
  sql: Sql;
  failures: Failures;
  driver: TimeDriver;
  operations: Operations;
}

class Refusal extends Error {}

/** The endpoints that Stripe does not have: the base clock, the failures, what people do by hand, health. */
export function createControl({ sql, failures, driver, operations }: ControlContext): Hono {
  const app = new Hono();
  app.onError((error, c) =>
    error instanceof Refusal
      ? c.json({ error: { message: error.message } }, 400)
      : c.json({ error: { message: String(error) } }, 500),
  );
  app.get("/health", (c) => c.json({ ok: true }));
  app.get("/clock", async (c) => c.json(await showClock(sql)));
  app.post("/clock", async (c) => {
    const body = await readBody(c.req.raw);
    if (body.mode === "frozen") await freeze(sql, body);
    else {
      const target = await targetMs(sql, body);
      if (target < (await readClock(sql)).nowMs - 1000) await setOffset(sql, target - Date.now());
      else await driver.advanceBase(target);
    }
    return c.json(await showClock(sql));
  });
  app.get("/failures", (c) => c.json({ data: failures.list() }));
  app.post("/failures", async (c) => {
    const body = await readBody(c.req.raw);
    const kind = FAILURE_KINDS.find((known) => known === body.kind);
    if (!kind) throw new Refusal(`kind must be one of ${FAILURE_KINDS.join(", ")}`);
    return c.json({ id: add(failures, kind, body).id });
  });
  app.delete("/failures", (c) => {
    failures.clear();
    return c.json({ data: [] });
  });
  app.post("/by_hand", async (c) => {
    const { do: act, ...fields } = await readBody(c.req.raw);
    if (!isByHand(act)) throw new Refusal(`do must be one of ${BY_HAND.join(", ")}`);
    try {
      await operations.byHand(act, textsOf(fields));
    } catch (error) {
      if (error instanceof StripeError) throw new Refusal(error.message);
      throw error;
    }
    return c.json({ done: act });
  });
  return app;
}

/** The fields as a form would send them. */
function textsOf(fields: JsonObject): { [field: string]: string } {
  const texts: { [field: string]: string } = {};
  for (const [field, value] of Object.entries(fields)) {
    if (typeof value !== "string" && typeof value !== "number")
      throw new Refusal(`${field} must be a text or a number`);
    texts[field] = String(value);
  }
  return texts;
}

async function showClock(sql: Sql): Promise<JsonObject> {
  const clock = await readClock(sql);
  return { now: Math.floor(clock.nowMs / 1000), mode: clock.mode, offset_ms: clock.offsetMs };
}

async function freeze(sql: Sql, body: JsonObject): Promise<void> {
  const now = integer(body.now, "now");
  if (!(await isEmpty(sql))) throw new Refusal("the clock can only be frozen while there are no objects");
  await freezeClock(sql, now);
}

/** Whether there are no objects yet. Then the clock may be set to any time. */
async function isEmpty(sql: Sql): Promise<boolean> {
  const [row] = await sql<{ count: string }[]>`
    SELECT count(*) FROM sandbox.objects WHERE kind NOT IN ('webhook_endpoint', 'event')`;
  return Number(row?.count) === 0;
}

async function targetMs(sql: Sql, body: JsonObject): Promise<number> {
  const clock = await readClock(sql);
  let target: number;
  if (body.advance_to !== undefined) target = integer(body.advance_to, "advance_to") * 1000;
  else if (body.advance_seconds !== undefined)
    target = clock.nowMs + integer(body.advance_seconds, "advance_seconds") * 1000;
  else if (body.offset_ms !== undefined) {
    if (clock.mode === "frozen") throw new Refusal("a frozen clock has no offset; use advance_to");
    target = Date.now() + integer(body.offset_ms, "offset_ms");
  } else throw new Refusal("give advance_to, advance_seconds, offset_ms, or mode");
  // Up to a second back counts as the same instant, so that a repeated request is no error.
  const isBack = target < clock.nowMs - 1000;
  if (isBack && (clock.mode === "frozen" || !(await isEmpty(sql))))
    throw new Refusal("the clock only moves forward");
  return target;
}

function add(failures: Failures, kind: FailureKind, body: JsonObject) {
  const match = isObject(body.match) ? body.match : {};
  return failures.add({
    kind,
    match: {
      ...(typeof match.method === "string" ? { method: match.method } : {}),
      ...(typeof match.path === "string" ? { path: match.path } : {}),
    },
    times: body.times === undefined || body.times === null ? null : integer(body.times, "times"),
    skip: body.skip === undefined ? 0 : integer(body.skip, "skip"),
    ...(body.for_seconds === undefined
      ? {}
      : { untilMs: Date.now() + integer(body.for_seconds, "for_seconds") * 1000 }),
    delayMs: body.delay_ms === undefined ? 0 : integer(body.delay_ms, "delay_ms"),
  });
}

async function readBody(request: Request): Promise<JsonObject> {
  const body = (await request.json().catch(() => null)) as Json;
  if (!isObject(body)) throw new Refusal("the body must be a JSON object");
  return body;
}

function integer(value: Json | undefined, name: string): number {
  if (typeof value !== "number" || !Number.isSafeInteger(value))
    throw new Refusal(`${name} must be a whole number`);
  return value;
}
