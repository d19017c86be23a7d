import { createHash, timingSafeEqual } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { type Context, Hono } from "hono";
import type { Sql } from "postgres";
import { API_VERSION } from "../core/api-version";
import { invalid, StripeError } from "../core/errors";
import type { Failures } from "../core/failures";
import { newId } from "../core/ids";
import type { JsonObject } from "../core/json";
import { decodeForm, type FormObject } from "../params/form";
import { Params } from "../params/params";
import { KeptFailure, mutate, read } from "../store/transaction";
import type { Environment, Unit } from "../store/unit";
import { expandAll } from "./expand";
import { type Call, matchRoute, type Route } from "./route";

export interface ApiContext {
  /** Every endpoint, the more specific paths first. */
  routes: Route[];
  sql: Sql;
  environment: Environment;
  failures: Failures;
  apiKey: string | undefined;
  /** Called after each committed change, so that its events are sent. */
  committed(): void;
}

interface Answer {
  status: number;
  body: string;
  isReplay?: boolean;
  /** The request that first used the idempotency key. */
  original?: string;
}

/** The API under /v1: checks the key, decodes, keeps idempotency, runs one transaction, expands, answers errors. */
export function createApi(context: ApiContext): Hono {
  const app = new Hono();
  const running = new Set<string>();
  app.all("*", async (c) => {
    const requestId = newId("req", 14);
    const path = new URL(c.req.url).pathname.replace(/(.)\/$/, "$1");
    const seen = { method: c.req.method, path };
    let answer: Answer;
    try {
      answer = await handle(context, running, c, requestId, path);
    } catch (error) {
      answer = failureAnswer(error);
    }
    if (context.failures.strike("timeout_after_commit", seen)) await untilClientCloses(c);
    return respond(c, answer, requestId);
  });
  return app;
}

async function handle(
  context: ApiContext,
  running: Set<string>,
  c: Context,
  requestId: string,
  path: string,
): Promise<Answer> {
  const scope = authenticate(c.req.header("authorization"), context.apiKey);
  const { method } = c.req;
  await injectFailures(context.failures, c, { method, path });
  const text = method === "POST" ? await c.req.text() : new URL(c.req.url).search.slice(1);
  const form = decodeForm(text);
  const matched = matchRoute(context.routes, method, path);
  if (!matched) {
    throw new StripeError(404, {
      type: "invalid_request_error",
      message: `Unrecognized request URL (${method}: ${path}).`,
    });
  }
  const { route } = matched;
  const params = new Params(form).only(...route.params);
  const expand = params.texts("expand") ?? [];
  const call: Call = { path: matched.values, params, url: path };
  const key = method === "POST" || method === "DELETE" ? c.req.header("idempotency-key") : undefined;
  const request = { id: requestId, idempotencyKey: key ?? null, method, path };
  if (method === "GET") {
    const body = await read(context.sql, context.environment, request, (unit) =>
      run(unit, route, call, expand),
    );
    return { status: 200, body: JSON.stringify(body) };
  }
  if (!key) {
    const body = await mutate(context.sql, context.environment, request, (unit) =>
      commitKeptErrors(run(unit, route, call, expand)),
    );
    context.committed();
    return { status: 200, body: JSON.stringify(body) };
  }
  if (key.length > 255) throw invalid("The idempotency key has at most 255 characters.");
  const lock = `${scope} ${key}`;
  if (running.has(lock)) {
    throw new StripeError(409, {
      type: "idempotency_error",
      code: "idempotency_key_in_use",
      message: `There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and the other request is still going through): ${key}.`,
    });
  }
  running.add(lock);
  try {
    return await runOnce(
      context,
      { scope, key, fingerprint: fingerprint(method, path, form) },
      request,
      (unit) => run(unit, route, call, expand),
    );
  } finally {
    running.delete(lock);
    context.committed();
  }
}

async function run(unit: Unit, route: Route, call: Call, expand: string[]): Promise<JsonObject> {
  const body = await route.handle(unit, call);
  await expandAll(unit, body, expand);
  return body;
}

/** Commits the work before an error with `keep` (a declined charge has happened), and passes the error on. */
async function commitKeptErrors<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof StripeError && error.keep) throw new KeptFailure(error);
    throw error;
  }
}

interface Token {
  scope: string;
  key: string;
  fingerprint: string;
}

/** Does the work once per key. The answer is stored in the same transaction and replayed for later requests. */
async function runOnce(
  context: ApiContext,
  token: Token,
  request: { id: string; idempotencyKey: string | null; method: string; path: string },
  work: (unit: Unit) => Promise<JsonObject>,
): Promise<Answer> {
  return mutate(context.sql, context.environment, request, async (unit) => {
    const [stored] = await unit.tx<
      { fingerprint: string; status: number; body: string; request_id: string | null }[]
    >`
      SELECT fingerprint, status, body, request_id FROM sandbox.idempotency WHERE scope = ${token.scope} AND key = ${token.key}`;
    if (stored) {
      if (stored.fingerprint !== token.fingerprint) {
        throw new StripeError(400, {
          type: "idempotency_error",
          message: `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${token.key}' if you meant to execute a different request.`,
        });
      }
      return {
        status: stored.status,
        body: stored.body,
        isReplay: true,
        original: stored.request_id ?? request.id,
      };
    }
    let answer: Answer;
    try {
      answer = { status: 200, body: JSON.stringify(await work(unit)) };
    } catch (error) {
      if (!(error instanceof StripeError && error.keep)) throw error;
      answer = failureAnswer(error);
    }
    await unit.tx`
      INSERT INTO sandbox.idempotency (scope, key, fingerprint, status, body, request_id)
      VALUES (${token.scope}, ${token.key}, ${token.fingerprint}, ${answer.status}, ${answer.body}, ${request.id})`;
    return answer;
  });
}

function fingerprint(method: string, path: string, form: FormObject): string {
  return createHash("sha256")
    .update(`${method} ${path} ${JSON.stringify(form)}`)
    .digest("hex");
}

/** Accepts Bearer, or Basic with the key as the user name. Returns the scope of the idempotency keys. */
function authenticate(header: string | undefined, expected: string | undefined): string {
  const [scheme = "", credentials = ""] = (header ?? "").split(" ");
  let key = "";
  if (scheme.toLowerCase() === "bearer") key = credentials.trim();
  if (scheme.toLowerCase() === "basic")
    key = Buffer.from(credentials, "base64").toString().split(":")[0] ?? "";
  if (!key) {
    throw new StripeError(401, {
      type: "invalid_request_error",
      message:
        "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').",
    });
  }
  if (expected ? !isEqual(key, expected) : !key.startsWith("sk_test_")) {
    throw new StripeError(401, {
      type: "invalid_request_error",
      message: `Invalid API Key provided: ${key.slice(0, 8)}****`,
    });
  }
  return createHash("sha256").update(key).digest("hex").slice(0, 16);
}

function isEqual(a: string, b: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

async function injectFailures(
  failures: Failures,
  c: Context,
  request: { method: string; path: string },
): Promise<void> {
  const slow = failures.strike("timeout", request);
  if (slow) {
    if (slow.delayMs <= 0) {
      await untilClientCloses(c);
      throw new StripeError(500, { type: "api_error", message: "Nobody waits for this answer." });
    }
    await sleep(slow.delayMs);
  }
  if (failures.strike("unavailable_503", request)) {
    throw new StripeError(503, { type: "api_error", message: "Stripe is temporarily unavailable." });
  }
  if (failures.strike("rate_limit_429", request)) {
    throw new StripeError(429, {
      type: "invalid_request_error",
      code: "rate_limit",
      message:
        "Request rate limit exceeded. Learn more about rate limits here https://stripe.com/docs/rate-limits.",
    });
  }
  if (failures.strike("server_error_500", request)) {
    throw new StripeError(500, { type: "api_error", message: "An unknown error occurred." });
  }
}

/** Waits until the client closes the connection. */
function untilClientCloses(c: Context): Promise<void> {
  return new Promise((resolve) => {
    const { signal } = c.req.raw;
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve());
  });
}

function failureAnswer(error: unknown): Answer {
  if (error instanceof StripeError)
    return { status: error.status, body: JSON.stringify({ error: error.body }) };
  console.error("sandbox:", error);
  return {
    status: 500,
    body: JSON.stringify({ error: { type: "api_error", message: "The sandbox failed; its log says why." } }),
  };
}

function respond(c: Context, answer: Answer, requestId: string): Response {
  const body = answer.status === 200 ? answer.body : withLog(answer.body, requestId);
  c.header("Content-Type", "application/json");
  c.header("Request-Id", requestId);
  c.header("Stripe-Version", API_VERSION);
  const key = c.req.header("idempotency-key");
  if (key) c.header("Idempotency-Key", key);
  if (key && c.req.method === "POST") {
    c.header("Original-Request", answer.original ?? requestId);
    // The package heeds this before the status. Stripe sends it when the work was done, also if the card was declined.
    if (answer.status === 200 || answer.status === 402) c.header("Stripe-Should-Retry", "false");
  }
  if (answer.isReplay) c.header("Idempotent-Replayed", "true");
  return c.body(body, answer.status as 200);
}

function withLog(body: string, requestId: string): string {
  const parsed = JSON.parse(body) as { error?: JsonObject };
  if (parsed.error) parsed.error.request_log_url ??= `https://dashboard.stripe.com/test/logs/${requestId}`;
  return JSON.stringify(parsed);
}
