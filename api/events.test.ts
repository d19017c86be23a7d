import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { caller } from "@/tests/support/api-caller";
import { makeKey, makeTenant } from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";
import { createApi } from "./app";

useDatabase();
const api = createApi();
let ingest: ReturnType<typeof caller>;
let slug: string;

beforeAll(async () => {
  ({ slug } = await makeTenant());
  ingest = caller(api, (await makeKey("ingest")).secret);
});

const event = (rest: Record<string, unknown> = {}) => ({
  event_id: randomUUID(),
  customer_id: slug,
  event_name: "api.call",
  metadata: { endpoint: "/v1/generate" },
  ...rest,
});

test("events are accepted once; the response names the new, known, conflicting and invalid ones", async () => {
  const one = event();
  const events = [one, one, { ...one, event_name: "other" }, event({ event_id: undefined })];
  const { status, body } = await ingest.post("/api/v1/events/ingest", { events });
  expect(status).toBe(200);
  expect(body).toEqual({
    ingested_count: 2,
    new: 1,
    known: 1,
    conflicts: [{ index: 2, event_id: one.event_id }],
    conflict_count: 1,
    rejected: [
      { index: 3, errors: [{ field: "event_id", rule: "required", message: "Please fill this in." }] },
    ],
    rejected_count: 1,
    uncounted_names: ["api.call", "other"],
    not_billed: [],
    not_billed_count: 0,
    unread_events: [],
  });
});

test("all or nothing refuses by index and field", async () => {
  const events = [event(), event({ colour: 1 })];
  const { status, body } = await ingest.post("/api/v1/events/ingest", { events, all_or_nothing: true });
  expect(status).toBe(422);
  expect(body).toMatchObject({ fields: [{ field: "events.1.colour", rule: "unknown_field" }] });
});

test("names that a sender chose are reported as they were sent", async () => {
  const wrong = event({ eventId: "e", metadata: { userId: {} } });
  const refused = await ingest.post("/api/v1/events/ingest", { events: [wrong] });
  expect(refused.body).toMatchObject({
    fields: [{ field: "events.0.metadata.userId" }, { field: "events.0.eventId" }],
  });
  const { body } = await ingest.post("/api/v1/events/ingest", { events: [event(), wrong] });
  expect(body).toMatchObject({
    rejected: [{ errors: [{ field: "metadata.userId" }, { field: "eventId" }] }],
  });
});

test("any number of lines may be sent, and a broken one is reported by its index", async () => {
  const lines = Array.from({ length: 2_500 }, () => JSON.stringify(event()));
  lines[1_700] = "{ broken";
  const { status, body } = await ingest.send("POST", "/api/v1/events/ingest", lines.join("\n"), {
    "content-type": "application/x-ndjson",
  });
  expect(status).toBe(200);
  expect(body).toMatchObject({ new: 2_499, rejected: [{ index: 1_700, errors: [{ rule: "not_json" }] }] });
});

const stream = (lines: string[]) =>
  ingest.send("POST", "/api/v1/events/ingest", lines.join("\n"), { "content-type": "application/x-ndjson" });

test("a line that is too long is reported by its index and does not end the stream", async () => {
  const long = JSON.stringify(event({ metadata: { text: "x".repeat(300_000) } }));
  const short = () => JSON.stringify(event());
  const { status, body } = await stream([short(), long, short(), long]);
  expect(status).toBe(200);
  const rejected = [1, 3].map((index) => ({ index, errors: [{ field: "", rule: "too_long" }] }));
  expect(body).toMatchObject({ new: 2, rejected, rejected_count: 2 });
});

test("a stream's rejections are all counted, and the first thousand are listed", async () => {
  const { body } = await stream([
    ...Array.from({ length: 2_500 }, () => "{ broken"),
    JSON.stringify(event()),
  ]);
  expect(body).toMatchObject({ new: 1, rejected_count: 2_500 });
  const { rejected } = body as { rejected: { index: number }[] };
  expect(rejected.map(({ index }) => index)).toEqual(Array.from({ length: 1_000 }, (_, index) => index));
});

const wholeFile = (lines: string[]) =>
  ingest.send("POST", "/api/v1/events/ingest?all_or_nothing=true", lines.join("\n"), {
    "content-type": "application/x-ndjson",
  });

test("all or nothing holds for a stream: with one bad line in the last piece, none of the others is accepted", async () => {
  const good = Array.from({ length: 2_500 }, () => JSON.stringify(event()));
  const bad = [...good, JSON.stringify(event({ colour: 1 })), "x".repeat(70_000)];
  const refused = await wholeFile(bad);
  expect(refused.status).toBe(422);
  expect(refused.body).toMatchObject({
    type: "invalid_input",
    rejected_count: 2,
    fields: [
      { field: "events.2500.colour", rule: "unknown_field" },
      { field: "events.2501", rule: "too_long" },
    ],
  });
  expect(await wholeFile(good)).toMatchObject({
    status: 200,
    body: { new: 2_500, known: 0, rejected_count: 0 },
  });
  expect(await wholeFile(good)).toMatchObject({ status: 200, body: { new: 0, known: 2_500 } });
});

test("all or nothing may be set in the address for JSON too, and is yes or no", async () => {
  const events = [event(), event({ colour: 1 })];
  const asked = await ingest.post("/api/v1/events/ingest?all_or_nothing=true", { events });
  expect(asked).toMatchObject({ status: 422, body: { fields: [{ field: "events.1.colour" }] } });
  const unclear = await ingest.send("POST", "/api/v1/events/ingest?all_or_nothing=perhaps", "{}", {
    "content-type": "application/x-ndjson",
  });
  expect(unclear).toMatchObject({ status: 422, body: { fields: [{ field: "all_or_nothing" }] } });
});

test("without a key, or with a key for reading, nothing is accepted", async () => {
  const nobody = caller(api);
  expect((await nobody.post("/api/v1/events/ingest", { events: [event()] })).status).toBe(401);
  const reader = caller(api, (await makeKey("read")).secret);
  expect((await reader.post("/api/v1/events/ingest", { events: [event()] })).status).toBe(403);
});
