import { randomUUID } from "node:crypto";
import { v7 } from "uuid";
import { prepare } from "@/lib/features/usage/metering/ingest/prepare";
import { type EventRow, writeEvents } from "@/lib/features/usage/metering/ingest/write-events";
import { directoryFor } from "@/lib/features/usage/metering/units/directory";
import type { BenchOptions, Figure } from "../bench";
import { exponent, median } from "../measure";
import { calls, type Ids } from "./bodies";
import { checkCounts } from "./check";
import { explorer } from "./explorer";
import { fill } from "./fill";
import { type Cluster, eventName, type Installation } from "./installation";
import { load } from "./load";
import { read, readFigures, underIngest } from "./reads";
import { startWeb } from "./web-process";

const batch = 1_000;

/** What an event costs the database, and what a read takes, the more events there are. */
export async function growth(cluster: Cluster, options: BenchOptions): Promise<Figure[]> {
  return [
    ...(await growthWith(cluster, "time_ordered", options)),
    ...(await growthWith(cluster, "random", options)),
  ];
}

async function growthWith(cluster: Cluster, ids: Ids, { short }: BenchOptions): Promise<Figure[]> {
  const sizes = short ? [2_000, 4_000] : [10_000, 100_000, 1_000_000, 10_000_000];
  const to = await cluster.install(`growth_${ids}`);
  const costs: number[] = [];
  const figures: Figure[] = [];
  for (const size of sizes) {
    await fill(to, size, ids);
    costs.push(await costOfEvent(to, ids, short ? { rounds: 1, writes: 2 } : { rounds: 7, writes: 20 }));
    if (ids === "time_ordered" && size !== 100_000) {
      const readings = await read(to, short ? 0.2 : 4);
      figures.push(
        ...readFigures(`count of a month at ${shortly(size)} events`, readings.countMs, readings.selectMs),
      );
    }
    await checkCounts(to, size);
  }
  // The smallest size still fits wherever it is written to, and says nothing about growth.
  const from = short ? 0 : 1;
  if (ids === "time_ordered") {
    figures.push(...(await explorer(to, shortly(sizes.at(-1) ?? 0), short ? 1 : 12)));
    figures.push(await readsUnderIngest(to, short ? 0.3 : 6));
  }
  return [
    {
      name: `growth of an event's cost, ${ids === "random" ? "random" : "time-ordered"} ids, ${shortly(sizes[from] ?? 0)} to ${shortly(sizes.at(-1) ?? 0)} events`,
      value: exponent(sizes.slice(from), costs.slice(from)),
      unit: "exponent",
      aim: ids === "random" ? "0.08 or less" : "0.03 or less",
    },
    ...figures,
  ];
}

const shortly = (size: number) =>
  size >= 1_000_000 ? `${size / 1_000_000} M` : size >= 1_000 ? `${size / 1_000} K` : String(size);

/**
 * Seconds of one event in a write of 1,000, as a share of what copying one row into an empty table takes just before:
 * sizes are measured minutes apart, and the machine may be slower then.
 */
async function costOfEvent(
  to: Installation,
  ids: Ids,
  { rounds, writes }: { rounds: number; writes: number },
): Promise<number> {
  const ratios: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const reference = await secondsOfReference(to);
    const batches = await Promise.all(Array.from({ length: writes }, () => rowsOf(to, ids)));
    const { epoch } = await directoryFor([]);
    const start = performance.now();
    for (const rows of batches) {
      const accepted = await writeEvents(rows, { counting: epoch, known: null }, new Date());
      if (accepted !== "all") throw new Error("The bench sent an event twice.");
    }
    ratios.push((performance.now() - start) / 1_000 / (batches.length * batch) / reference);
  }
  return median(ratios);
}

async function secondsOfReference({ sql }: Installation): Promise<number> {
  const rows = 50_000;
  await sql.unsafe("create table if not exists bench_reference (id int primary key, text text)");
  await sql.unsafe("truncate bench_reference");
  const start = performance.now();
  await sql.unsafe(
    `insert into bench_reference select n, md5(n::text) || md5((n + 1)::text) from generate_series(1, ${rows}) n`,
  );
  return (performance.now() - start) / 1_000 / rows;
}

async function rowsOf(to: Installation, ids: Ids): Promise<EventRow[]> {
  const directory = await directoryFor(to.tenants.map(({ slug }) => slug));
  return Array.from({ length: batch }, (_, index) => {
    const event = {
      eventId: ids === "random" ? randomUUID() : v7(),
      tenant: to.tenants[index % to.tenants.length]?.slug ?? "",
      eventName,
      occurredAt: new Date(),
      properties: { bytes: index, region: "eu-west" },
    };
    const prepared = prepare(event, true, directory);
    if ("errors" in prepared) throw new Error("The bench made a wrong event.");
    return prepared.row;
  });
}

async function readsUnderIngest(to: Installation, seconds: number): Promise<Figure> {
  const web = await startWeb(to, "whole");
  try {
    const requests = calls(to, Math.ceil(200 * (seconds + 1)), batch, "time_ordered");
    const ingest = load({ port: web.port, connections: 16, seconds: seconds + 1, requests });
    const { countMs } = await read(to, seconds);
    await ingest;
    return underIngest("count of a month under full ingest, p99", countMs);
  } finally {
    await web.stop();
  }
}
