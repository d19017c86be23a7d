import { randomUUID } from "node:crypto";
import type { BenchOptions, Figure } from "../bench";
import { median } from "../measure";
import { calls } from "./bodies";
import type { Cluster, Installation } from "./installation";
import { type LoadResult, load, quantile, request } from "./load";
import { startWeb } from "./web-process";

type Kind = { name: string; requests: (to: Installation, count: number) => Buffer[] };

const connections = 256;
/** Requests that are prepared for a second: more than a bare server takes. */
const mostPerSecond = 40_000;

const ofTenants = (
  { tenants, secret }: Installation,
  count: number,
  of: (slug: string) => [method: string, path: string, body?: string],
): Buffer[] =>
  Array.from({ length: count }, (_, number) => {
    const { slug } = tenants[number % tenants.length] as Installation["tenants"][number];
    const [method, path, body] = of(slug);
    return request(method, `/api/v1/tenants/${path}`, secret, body);
  });

const authentications = (to: Installation, count: number, userId: (number: number) => string) => {
  let made = 0;
  return ofTenants(to, count, (slug) => [
    "POST",
    `${slug}/authentications`,
    JSON.stringify({ user_id: userId(made++) }),
  ]);
};

const kinds: Kind[] = [
  { name: "single events", requests: (to, count) => calls(to, count, 1, "time_ordered") },
  {
    name: "single authentications of new users",
    requests: (to, count) => authentications(to, count, () => randomUUID()),
  },
  {
    name: "single authentications of known users",
    requests: (to, count) => authentications(to, count, (number) => `user-${number % 2_000}`),
  },
  ...["license", "usage", "mau?months=2"].map((path) => ({
    name: `reads of ${path.split("?")[0]}`,
    requests: (to: Installation, count: number) => ofTenants(to, count, (slug) => ["GET", `${slug}/${path}`]),
  })),
];

/** The API as in production, as in the demo, and Node alone: one after the other, round by round. */
const servers = ["production", "demo", "bare"] as const;
type Server = (typeof servers)[number];

/** What one request at a time costs, beside a server of Node's that only parses and answers. */
export async function singles(cluster: Cluster, { short }: BenchOptions): Promise<Figure[]> {
  const to = await cluster.install("singles");
  const inDemo = { ...to, environment: { ...to.environment, CHOBA_DEMO: "1" } };
  const running = {
    production: await startWeb(to, "whole"),
    demo: await startWeb(inDemo, "whole"),
    bare: await startWeb(to, "bare"),
  };
  const seconds = short ? 0.5 : 3;
  const rounds: Map<string, LoadResult>[] = [];
  try {
    for (let round = 0; round < (short ? 2 : 6); round++) {
      const results = new Map<string, LoadResult>();
      for (const kind of kinds)
        for (const server of servers) {
          const requests = kind.requests(to, Math.ceil(mostPerSecond * seconds));
          const result = await load({ port: running[server].port, connections, seconds, requests });
          if ([...result.statuses.keys()].some((status) => status !== 200))
            throw new Error(`${kind.name}, ${server}: ${JSON.stringify([...result.statuses])}.`);
          results.set(`${kind.name} ${server}`, result);
        }
      // The first one warms up processes and caches.
      if (round > 0) rounds.push(results);
    }
  } finally {
    for (const server of servers) await running[server].stop();
  }
  return kinds.flatMap((kind) => figuresOf(kind, rounds));
}

function figuresOf({ name }: Kind, rounds: readonly Map<string, LoadResult>[]): Figure[] {
  const each = (value: (of: (server: Server) => LoadResult) => number) =>
    median(rounds.map((results) => value((server) => results.get(`${name} ${server}`) as LoadResult)));
  const rate = ({ answered, seconds }: LoadResult) => answered / seconds;
  return [
    { name: `${name}, bare server`, value: each((of) => rate(of("bare"))), unit: "/s" },
    { name, value: each((of) => rate(of("production"))), unit: "/s" },
    {
      name: `${name}, of the bare server`,
      value: each((of) => rate(of("production")) / rate(of("bare"))),
      unit: "",
      aim: "0.5",
    },
    {
      name: `${name}, in the demo, of the bare server`,
      value: each((of) => rate(of("demo")) / rate(of("bare"))),
      unit: "",
      aim: "0.5",
    },
    { name: `${name}, p99`, value: each((of) => quantile(of("production").latenciesMs, 0.99)), unit: "ms" },
  ];
}
