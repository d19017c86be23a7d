import { beforeAll, expect, test, vi } from "vitest";
import { createMeterUnit } from "@/lib/features/catalog/meter-units/create-meter-unit";
import { caller } from "@/tests/support/api-caller";
import { asSystem, makeKey, makeTenant } from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";
import { createApi } from "./app";

useDatabase({ STRIPE_SECRET_KEY: "sk_test_0", STRIPE_WEBHOOK_SECRET: "whsec_test" });

const api = createApi();
let slug: string;
let read: ReturnType<typeof caller>;

/** 9:00 on Friday in Tokyo. */
const now = new Date("2026-11-20T00:00:00Z");

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now });
  const unit = {
    displayName: { en: "Calls", ja: "コール" },
    unitLabel: { en: "calls", ja: "回" },
    eventName: "api.call",
    countEarlier: true,
  };
  await createMeterUnit(asSystem(now), { ...unit, unitName: "calls", aggregation: "count" });
  const bytes = { ...unit, property: "bytes" };
  await createMeterUnit(asSystem(now), { ...bytes, unitName: "bytes", aggregation: "sum" });
  await createMeterUnit(asSystem(now), { ...bytes, unitName: "largest", aggregation: "max" });
  ({ slug } = await makeTenant({ timeZone: "Asia/Tokyo" }));
  const { secret } = await makeKey("ingest", "read");
  read = caller(api, secret);
  // On the 1st in Tokyo, when it is still October elsewhere; on the 19th; and twice today.
  const sent = [
    ["2026-11-01T00:00:00+09:00", "0.1"],
    ["2026-11-19T23:59:59+09:00", "0.2"],
    ["2026-11-20T00:00:00+09:00", "1000"],
    ["2026-11-20T08:00:00+09:00", "7"],
    ["2026-10-31T23:59:59+09:00", "5"],
  ].map(([timestamp, size], index) => ({
    event_id: `e${index}`,
    customer_id: slug,
    event_name: "api.call",
    timestamp,
    metadata: { bytes: size },
  }));
  const taken = await read.post("/api/v1/events/ingest", { events: sent });
  expect(taken.body).toMatchObject({ new: 5, rejected: [] });
  return () => void vi.useRealTimers();
});

const ask = (query: string) => read.get(`/api/v1/tenants/${slug}/usage${query}`);

const counts = async (query: string) => {
  const { body } = await ask(query);
  const { from, to, units } = body as { from: string; to: string; units: Record<string, string>[] };
  return [from, to, ...units.map((unit) => unit.count)];
};

test.each([
  ["?period=today", "2026-11-20", "2026-11-20", "1007", "2", "1000"],
  ["", "2026-11-01", "2026-11-30", "1007.3", "4", "1000"],
  ["?period=this_month", "2026-11-01", "2026-11-30", "1007.3", "4", "1000"],
  ["?date=2026-11-19", "2026-11-19", "2026-11-19", "0.2", "1", "0.2"],
  ["?date=2026-11-02", "2026-11-02", "2026-11-02", "0", "0", "0"],
  ["?month=2026-10", "2026-10-01", "2026-10-31", "5", "1", "5"],
  ["?from=2026-10-31&to=2026-11-19", "2026-10-31", "2026-11-19", "5.3", "3", "5"],
])("all units%s: exact, in the tenant's days", async (query, from, to, bytes, calls, largest) => {
  expect(await counts(query)).toEqual([from, to, bytes, calls, largest]);
});

test("one unit, day by day, including days with zero", async () => {
  expect(await counts("?unit=bytes&date=2026-11-01")).toEqual(["2026-11-01", "2026-11-01", "0.1"]);
  const { body } = await ask("?unit=calls&from=2026-10-31&to=2026-11-02&by=day");
  expect(body).toEqual({
    time_zone: "Asia/Tokyo",
    from: "2026-10-31",
    to: "2026-11-02",
    units: [
      {
        unit_name: "calls",
        display_name: { en: "Calls", ja: "コール" },
        unit_label: { en: "calls", ja: "回" },
        aggregation: "count",
        days: [
          { date: "2026-10-31", count: "1" },
          { date: "2026-11-01", count: "1" },
          { date: "2026-11-02", count: "0" },
        ],
      },
    ],
  });
});

test.each([
  ["?date=2026-02-30", "date", "not_a_day"],
  ["?month=2026-13", "month", "not_a_month"],
  ["?period=yesterday", "period", "not_offered"],
  ["?date=2026-11-01&month=2026-11", "month", "one_period"],
  ["?from=2026-11-02", "to", "required"],
  ["?to=2026-11-02", "from", "required"],
  ["?from=2026-11-02&to=2026-11-01", "to", "before_start"],
  ["?from=2020-01-01&to=2026-11-01", "to", "too_many_days"],
])("%s is refused by field", async (query, field, rule) => {
  expect(await ask(query)).toMatchObject({ status: 422, body: { fields: [{ field, rule }] } });
});

test("an unknown unit or tenant is 404, and a key for sending only is 403", async () => {
  expect((await ask("?unit=nothing")).status).toBe(404);
  expect((await read.get("/api/v1/tenants/nobody/usage")).status).toBe(404);
  const sender = caller(api, (await makeKey("ingest")).secret);
  expect((await sender.get(`/api/v1/tenants/${slug}/usage`)).status).toBe(403);
});
