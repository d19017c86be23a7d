import { randomUUID } from "node:crypto";
import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, test } from "vitest";
import { makeKey, makeTenant } from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";
import { createApi } from "./app";

useDatabase();
const api = createApi();
let secret: string;
let slug: string;

beforeAll(async () => {
  ({ slug } = await makeTenant());
  ({ secret } = await makeKey("ingest", "manage", "read"));
});

async function send(
  method: string,
  path: string,
  body: string | Uint8Array<ArrayBuffer> | undefined,
  headers: object = {},
) {
  const response = await api.request(`/api/v1/${path}`, {
    method,
    body,
    headers: { authorization: `Bearer ${secret}`, "content-type": "application/json", ...headers },
  });
  const text = await response.text();
  return { status: response.status, body: text ? JSON.parse(text) : null };
}

const events = "events/ingest";
const event = (rest: object = {}) => ({
  event_id: randomUUID(),
  customer_id: slug,
  event_name: "api.call",
  ...rest,
});
const one = (rest: object = {}) => JSON.stringify({ events: [event(rest)] });
const packed = (text: string) => new Uint8Array(gzipSync(text));
const gzip = { "content-encoding": "gzip" };
const lines = { "content-type": "application/x-ndjson" };
const refused = (field: string, rule: string) => ({
  status: 422,
  body: { type: "invalid_input", fields: [expect.objectContaining({ field, rule })] },
});

describe("charsets", () => {
  // 帳場 in Shift_JIS.
  const shiftJis = new Uint8Array([...Buffer.from('{"id":"'), 0x92, 0xa0, 0x8f, 0xea, ...Buffer.from('"}')]);
  const utf16 = new Uint8Array(Buffer.from('\ufeff{"id":"帳場"}', "utf16le"));

  test.each([
    ["Shift_JIS, declared", shiftJis, "shift_jis", 415, "unsupported_charset"],
    ["Shift_JIS, not declared", shiftJis, undefined, 400, "not_utf8"],
    ["UTF-16, declared", utf16, "utf-16", 415, "unsupported_charset"],
    ["UTF-16, not declared", utf16, undefined, 400, "not_utf8"],
  ])("%s is refused, and nothing is stored", async (_, body, charset, status, type) => {
    const declared = charset ? { "content-type": `application/json; charset=${charset}` } : {};
    const answer = await send("POST", `tenants/${slug}/rps`, body, declared);
    expect(answer).toMatchObject({ status, body: { type } });
    const { body: kept } = await send("GET", `tenants/${slug}/rps`, undefined);
    expect(JSON.stringify(kept)).not.toContain("\ufffd");
  });

  test("UTF-8 may be declared in any way, and begin with its mark", async () => {
    for (const type of ["application/json; charset=UTF-8", 'application/json;charset="utf8"']) {
      const answer = await send("POST", events, `\ufeff${one()}`, { "content-type": type });
      expect(answer.body).toMatchObject({ new: 1 });
    }
  });

  test("of a stream of lines only those are rejected that are no UTF-8", async () => {
    const bytes = Buffer.concat([
      Buffer.from(`${JSON.stringify(event())}\n`),
      shiftJis,
      Buffer.from(`\n${JSON.stringify(event())}`),
    ]);
    const { body } = await send("POST", events, new Uint8Array(bytes), lines);
    expect(body).toMatchObject({ new: 2, rejected: [{ index: 1, errors: [{ rule: "not_utf8" }] }] });
  });
});

describe("packed bodies", () => {
  test("gzip is unpacked, as one body and as a stream of lines", async () => {
    expect((await send("POST", events, packed(one()), gzip)).body).toMatchObject({ new: 1 });
    const many = Array.from({ length: 3_000 }, () => JSON.stringify(event())).join("\n");
    expect((await send("POST", events, packed(many), { ...gzip, ...lines })).body).toMatchObject({
      new: 3_000,
    });
  });

  test("what is large once it is unpacked is refused like what is sent large", async () => {
    const bomb = packed(JSON.stringify({ events: [" ".repeat(50_000_000)] }));
    expect(await send("POST", events, bomb, gzip)).toMatchObject({
      status: 413,
      body: { type: "body_too_large" },
    });
  });

  test.each([
    ["what is no gzip", new Uint8Array(Buffer.from(one())), "gzip", 400, "not_gzip"],
    ["another way to pack", packed(one()), "br", 415, "unsupported_encoding"],
  ])("%s is refused", async (_, body, encoding, status, type) => {
    for (const more of [{}, lines])
      expect(await send("POST", events, body, { "content-encoding": encoding, ...more })).toMatchObject({
        status,
        body: { type },
      });
  });

  test("a stream that is cut off says so", async () => {
    const whole = packed(`${JSON.stringify(event())}\n`);
    const answer = await send("POST", events, whole.slice(0, -6), { ...gzip, ...lines });
    expect(answer).toMatchObject({ status: 400, body: { type: "not_gzip" } });
  });
});

describe("JSON that says two things, or what no database holds", () => {
  test("a field twice is refused by its path, and nothing is booked", async () => {
    const id = randomUUID();
    const twice = `{"events":[{"event_id":"${id}","customer_id":"${slug}","event_name":"tokens.used","metadata":{"tokens":1,"tokens":1000}}]}`;
    expect(await send("POST", events, twice)).toMatchObject(
      refused("events.0.metadata.tokens", "duplicate_field"),
    );
    const { body } = await send("POST", events, twice.slice('{"events":['.length, -2), lines);
    expect(body).toMatchObject({
      new: 0,
      rejected: [{ errors: [{ field: "metadata.tokens", rule: "duplicate_field" }] }],
    });
  });

  test("a number that would lose digits is refused", async () => {
    const much = one({ metadata: { tokens: 1 } }).replace('"tokens":1', '"tokens":9007199254740993');
    expect(await send("POST", events, much)).toMatchObject(
      refused("events.0.metadata.tokens", "unsafe_number"),
    );
  });

  test.each(["event_id", "event_name", "customer_id"])("a blank %s is missing", async (field) => {
    expect(await send("POST", events, one({ [field]: " \u3000" }))).toMatchObject(
      refused(`events.0.${field}`, "required"),
    );
  });

  test("half of a character is refused wherever it stands", async () => {
    expect(await send("POST", `tenants/${slug}/rps`, '{"id":"a\\ud800"}')).toMatchObject({ status: 422 });
    expect(
      await send(
        "POST",
        "meters",
        '{"name":"a\\ud800","event_name":"x","aggregation":{"type":"count"},"measurement_unit":"x"}',
      ),
    ).toMatchObject({ status: 422 });
  });

  test("a zero character in an address names nothing; in a query it is refused by name", async () => {
    expect(await send("DELETE", "saasus/metering/units/%00", undefined)).toMatchObject({ status: 404 });
    expect(await send("GET", "tenants/%00/license", undefined)).toMatchObject({ status: 404 });
    expect(await send("GET", "meters?page_size=1%00", undefined)).toMatchObject(
      refused("page_size", "impossible_text"),
    );
  });
});
