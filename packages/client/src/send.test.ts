import { expect, test, vi } from "vitest";
import { ConnectionFailed, InvalidInput, NotFound, RateLimited, Unavailable } from "./errors.js";
import { type Connection, send } from "./send.js";

type Answer = Response | Error;
/** A server that answers so, one request after the other, and keeps what it was sent. */
function server(...answers: Answer[]) {
  const seen: { url: string; init: RequestInit }[] = [];
  const connection: Connection = {
    baseUrl: "https://billing.example",
    apiKey: "choba_key",
    locale: "ja",
    retries: 2,
    timeoutMs: 1_000,
    fetch: async (url, init) => {
      seen.push({ url: String(url), init: init ?? {} });
      const answer = answers.shift() ?? new Error("nobody expected another request");
      if (answer instanceof Error) throw answer;
      return answer;
    },
  };
  return {
    connection,
    seen,
    header: (place: number, name: string) => new Headers(seen[place]?.init.headers).get(name),
  };
}
const json = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers });
const post = { method: "POST", path: "/api/v1/tenants", body: { name: "Acme" } };

test("a call sends its key, its language and its body, and answers what the API answered", async () => {
  const { connection, seen, header } = server(json(201, { id: "ten_1" }));
  expect(await send(connection, post)).toEqual({ id: "ten_1" });
  expect(seen[0]).toMatchObject({
    url: "https://billing.example/api/v1/tenants",
    init: { body: '{"name":"Acme"}' },
  });
  expect(header(0, "authorization")).toBe("Bearer choba_key");
  expect(header(0, "accept-language")).toBe("ja");
});

test("an answer without a body is undefined", async () => {
  const { connection } = server(new Response(null, { status: 204 }));
  expect(await send(connection, { method: "DELETE", path: "/x" })).toBeUndefined();
});

test("after no answer and after 503 it is sent again, as the same write", async () => {
  vi.useFakeTimers();
  const { connection, seen, header } = server(
    new Error("socket hang up"),
    json(503, { type: "unavailable", message: "Away" }, { "retry-after": "7" }),
    json(200, { done: true }),
  );
  const began = Date.now();
  const answer = send(connection, post);
  await vi.runAllTimersAsync();
  expect(await answer).toEqual({ done: true });
  expect(Date.now() - began).toBeGreaterThanOrEqual(7_000);
  expect(seen).toHaveLength(3);
  expect(new Set([0, 1, 2].map((place) => header(place, "idempotency-key"))).size).toBe(1);
  expect(header(0, "idempotency-key")).toMatch(/^[0-9a-f-]{36}$/);
  vi.useRealTimers();
});

test("a refusal is told at once, as the class of its status, with its fields", async () => {
  const fields = [{ field: "name", rule: "required", message: "必須です" }];
  for (const [status, Class] of [
    [404, NotFound],
    [422, InvalidInput],
    [500, Unavailable],
  ] as const) {
    const { connection, seen } = server(
      json(status, { type: "invalid_input", message: "No", fields, maximum: 5 }, { "x-request-id": "req_1" }),
    );
    const error = await send(connection, post).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Class);
    expect(error).toMatchObject({
      status,
      type: "invalid_input",
      fields,
      problem: { maximum: 5 },
      requestId: "req_1",
    });
    expect(seen).toHaveLength(1);
  }
});

test("what goes on failing is told after the retries; an answer that is not the API's says so", async () => {
  vi.useFakeTimers();
  const busy = () => json(429, { type: "rate_limited", message: "Wait" });
  const all = [
    [server(busy(), busy(), busy()), RateLimited],
    [server(new Error("no"), new Error("no"), new Error("no")), ConnectionFailed],
    [server(...[1, 2, 3].map(() => new Response("<html>", { status: 502 }))), Unavailable],
  ] as const;
  for (const [{ connection, seen }, Class] of all) {
    const answer = send(connection, post).catch((thrown: unknown) => thrown);
    await vi.runAllTimersAsync();
    expect(await answer).toBeInstanceOf(Class);
    expect(seen).toHaveLength(3);
  }
  vi.useRealTimers();
});

test("the caller ends a call, also while it waits", async () => {
  const { connection } = server(json(503, { type: "unavailable", message: "Away" }, { "retry-after": "60" }));
  const ending = new AbortController();
  const answer = send(connection, post, { signal: ending.signal });
  setTimeout(() => ending.abort(new Error("enough")), 5);
  await expect(answer).rejects.toThrow("enough");
});
