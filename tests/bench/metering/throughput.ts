import type { BenchOptions, Figure } from "../bench";
import { median } from "../measure";
import { calls, type Ids } from "./bodies";
import { checkCounts } from "./check";
import type { Cluster, Installation } from "./installation";
import { limit } from "./limit";
import { type LoadResult, load, quantile } from "./load";
import { startWeb, type WebProcess } from "./web-process";

type Kind = { name: string; size: number; ids: Ids; connections: number; most: number; aim?: string };

/** `most`: calls that are prepared for a second, more than any machine of this kind takes. */
const kinds: Kind[] = [
  { name: "1 a call", size: 1, ids: "time_ordered", connections: 256, most: 40_000 },
  { name: "100 a call", size: 100, ids: "time_ordered", connections: 64, most: 2_000, aim: "0.35" },
  { name: "1,000 a call", size: 1_000, ids: "time_ordered", connections: 16, most: 250, aim: "0.45" },
  { name: "1,000 a call, random ids", size: 1_000, ids: "random", connections: 16, most: 250 },
];

type Round = { limit: number; results: Map<string, LoadResult> };

/** Events a second over HTTP beside the limit L, round by round, so that a slower minute slows both. */
export async function throughput(cluster: Cluster, { short }: BenchOptions): Promise<Figure[]> {
  const to = await cluster.install("throughput");
  const web = await startWeb(to, "whole");
  const seconds = short ? 0.3 : 4;
  const rounds: Round[] = [];
  const rssBytes: number[] = [];
  let acknowledged = 0;
  try {
    for (let round = 0; round < (short ? 1 : 6); round++) {
      const measured: Round = {
        limit: await limit(to, short ? 5_000 : 200_000),
        results: new Map(),
      };
      for (const kind of kinds) {
        const result = await send(to, web, kind, seconds);
        measured.results.set(kind.name, result);
        acknowledged += result.answered * kind.size;
        rssBytes.push(await web.rssBytes());
      }
      await checkCounts(to, acknowledged);
      // The first one warms up processes and caches.
      if (round > 0 || short) rounds.push(measured);
    }
  } finally {
    await web.stop();
  }
  return [...kinds.flatMap((kind) => figuresOf(kind, rounds)), limitFigure(rounds), ...memory(rssBytes)];
}

async function send(to: Installation, web: WebProcess, kind: Kind, seconds: number): Promise<LoadResult> {
  const requests = calls(to, Math.ceil(kind.most * seconds), kind.size, kind.ids);
  const result = await load({ port: web.port, connections: kind.connections, seconds, requests });
  const refused = [...result.statuses].filter(([status]) => status !== 200 && status !== 429);
  if (result.answered === 0 || refused.length > 0)
    throw new Error(`${kind.name}: answers were ${JSON.stringify([...result.statuses])}.`);
  return result;
}

const rateOf = (kind: Kind, result: LoadResult) => (result.answered * kind.size) / result.seconds;

function figuresOf(kind: Kind, rounds: readonly Round[]): Figure[] {
  const results = rounds.map(({ results, limit }) => ({
    result: results.get(kind.name) as LoadResult,
    limit,
  }));
  const each = (value: (result: LoadResult, limit: number) => number) =>
    median(results.map(({ result, limit }) => value(result, limit)));
  return [
    { name: `events, ${kind.name}`, value: each((result) => rateOf(kind, result)), unit: "/s" },
    {
      name: `events, ${kind.name}, of L`,
      value: each((result, limit) => rateOf(kind, result) / limit),
      unit: "",
      aim: kind.aim,
    },
    {
      name: `a call with ${kind.name}, p50`,
      value: each(({ latenciesMs }) => quantile(latenciesMs, 0.5)),
      unit: "ms",
    },
    {
      name: `a call with ${kind.name}, p99`,
      value: each(({ latenciesMs }) => quantile(latenciesMs, 0.99)),
      unit: "ms",
    },
  ];
}

const limitFigure = (rounds: readonly Round[]): Figure => ({
  name: "limit L",
  value: median(rounds.map(({ limit }) => limit)),
  unit: "rows/s",
});

function memory(rssBytes: readonly number[]): Figure[] {
  const mb = (bytes: number) => bytes / 2 ** 20;
  const half = rssBytes.length >> 1;
  return [
    { name: "memory of the web process, most", value: mb(Math.max(...rssBytes)), unit: "MB" },
    {
      name: "memory of the web process, second half of the run to the first",
      value: median(rssBytes.slice(half)) / median(rssBytes.slice(0, half)),
      unit: "",
      aim: "about 1: flat",
    },
  ];
}
