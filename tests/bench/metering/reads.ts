import { fork } from "node:child_process";
import { once } from "node:events";
import type { Figure } from "../bench";
import { bundleOf } from "./bundle";
import type { Installation } from "./installation";
import { quantile } from "./load";
import type { Readings, ReadRequest } from "./read-request";
import { answerOf } from "./web-process";

/** Reads of one tenant for some seconds, on one connection. */
export async function read(to: Installation, seconds: number): Promise<Readings> {
  const child = fork(bundleOf("reader"), {
    env: { ...process.env, ...to.environment, NODE_ENV: "production" },
  });
  await answerOf(child);
  const tenantId = to.tenants[0]?.id as ReadRequest["tenantId"];
  const month = new Date().toISOString().slice(0, 7);
  child.send({ tenantId, month, seconds } satisfies ReadRequest);
  const readings = await answerOf<Readings>(child);
  const exited = once(child, "exit");
  child.disconnect();
  await exited;
  return readings;
}

const sorted = (values: readonly number[]) => [...values].sort((a, b) => a - b);

/** Median and p99 of one kind of read, and how many times those of `select 1` beside it. */
export function readFigures(name: string, readMs: readonly number[], selectMs: readonly number[]): Figure[] {
  const [reads, selects] = [sorted(readMs), sorted(selectMs)];
  const [p50, p99] = [quantile(reads, 0.5), quantile(reads, 0.99)];
  return [
    { name: `${name}, p50`, value: p50, unit: "ms" },
    { name: `${name}, p99`, value: p99, unit: "ms" },
    { name: `${name}, p50 to select 1`, value: p50 / quantile(selects, 0.5), unit: "", aim: "2 or less" },
  ];
}

/** The p99 of a read while as much is written as can be. */
export function underIngest(name: string, readMs: readonly number[]): Figure {
  return { name, value: quantile(sorted(readMs), 0.99), unit: "ms", aim: "10 or less" };
}
