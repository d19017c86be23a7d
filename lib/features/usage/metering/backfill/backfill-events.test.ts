import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { backOffice } from "@/lib/features/foundation/context/back-office";
import { readCounts } from "@/lib/features/usage/metering/counts/counts";
import { makeUnit } from "@/tests/metering/units";
import {
  asKey,
  asSystem,
  asUser,
  auditedActions,
  makeTenant,
  type TestTenant,
} from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";
import { type BadRow, backfillEvents } from "./backfill-events";

useDatabase({ STRIPE_SECRET_KEY: "sk_test_metering", STRIPE_WEBHOOK_SECRET: "whsec_metering" });

let folder: string;
let tenant: TestTenant;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "choba-backfill-"));
  await makeUnit({ unitName: "volume", aggregation: "sum", property: "bytes" });
});
afterAll(() => rm(folder, { recursive: true, force: true }));
beforeEach(async () => {
  tenant = await makeTenant({ timeZone: "Asia/Tokyo" });
});

async function backfill(name: string, lines: string[], dryRun = false, ctx = asSystem()) {
  const file = path.join(folder, name);
  await writeFile(file, lines.join("\n"));
  const bad: BadRow[] = [];
  const progress: number[] = [];
  const answer = await backfillEvents(
    ctx,
    { file, dryRun },
    {
      bad: (row) => bad.push(row),
      progress: ({ rows }) => progress.push(rows),
    },
  );
  return {
    answer,
    bad: bad.map(({ line, errors }) => [line, ...errors.map((e) => `${e.field} ${e.rule}`)]),
    progress,
  };
}
async function count(month: string) {
  const answer = await readCounts(asKey(["read"]), tenant.id, { period: { type: "month", month } });
  return answer.ok ? answer.value.counts[0]?.count : answer.refusal.code;
}
const csv = () => [
  "\uFEFFevent_id,customer_id,event_name,timestamp,metadata.bytes,metadata.note\r",
  `f,${tenant.slug},data,2019-03-31T14:59:59Z,5,"one line\nand another"\r`,
  `a,${tenant.slug},data,2019-03-31T14:59:59Z,0.1,"said ""no"", and left"\r`,
  `b,${tenant.slug},data,2019-03-31T15:00:00Z,0.2,\r`,
  `c,nobody,data,2019-03-31T15:00:00Z,1,\r`,
  `d,${tenant.slug},data,yesterday,many,\r`,
  `e,${tenant.slug},data\r`,
  `g,${tenant.slug},data,,1,\r`,
];
const badOfCsv = [
  [2, "metadata.note control_characters"],
  [6, "customer_id unknown_tenant"],
  [7, "timestamp not_an_instant"],
  [8, " wrong_number_of_cells"],
  [9, "timestamp required"],
];

test("a dry run names every bad row by line and column, and writes nothing", async () => {
  const { answer, bad } = await backfill("past.csv", csv(), true);
  expect(answer).toEqual({ ok: true, value: { rows: 7, new: 0, known: 0, bad: 5 } });
  expect(bad).toEqual(badOfCsv);
  expect(await count("2019-03")).toBe("0");
});

test("good rows are counted however old, exactly, and a repeat changes nothing", async () => {
  const { answer, bad } = await backfill("past.csv", csv());
  expect(answer).toEqual({ ok: true, value: { rows: 7, new: 2, known: 0, bad: 5 } });
  expect(bad).toEqual(badOfCsv);
  expect([await count("2019-03"), await count("2019-04")]).toEqual(["0.1", "0.2"]);
  expect((await backfill("past.csv", csv())).answer).toMatchObject({ value: { new: 0, known: 2 } });
  expect([await count("2019-03"), await count("2019-04")]).toEqual(["0.1", "0.2"]);
  expect(await auditedActions(backOffice)).toContain("usage.backfill");
});

test("lines of JSON come in pieces, with progress; an id with other content is reported", async () => {
  const line = (n: number, bytes = 1) =>
    JSON.stringify({
      event_id: `n-${n}`,
      customer_id: tenant.slug,
      event_name: "data",
      timestamp: "2020-02-29T00:00:00Z",
      metadata: { bytes },
    });
  const lines = Array.from({ length: 2_300 }, (_, n) => line(n));
  lines[1_500] = "{ broken";
  lines.push("", line(7, 5));
  const { answer, bad, progress } = await backfill("past.ndjson", lines);
  expect(answer).toEqual({ ok: true, value: { rows: 2_301, new: 2_299, known: 0, bad: 2 } });
  expect(bad).toEqual([
    [1_501, " not_json"],
    [2_302, "event_id known_with_other_content"],
  ]);
  expect(progress).toEqual([1_000, 2_000, 2_301]);
  expect(await count("2020-02")).toBe("2299");
});

test("columns that are none are refused at once, and so is everybody but administrators", async () => {
  const { answer, bad } = await backfill("odd.csv", ["event_id,colour", "a,red"]);
  expect(answer).toMatchObject({ value: { rows: 1, new: 0, bad: 1 } });
  expect(bad).toEqual([[1, "colour unknown_field"]]);
  for (const ctx of [asKey(["manage"]), asUser(tenant.ownerId), asUser(tenant.ownerId, "sales")])
    expect((await backfill("past.csv", csv(), true, ctx)).answer).toMatchObject({
      refusal: { code: "forbidden" },
    });
});
