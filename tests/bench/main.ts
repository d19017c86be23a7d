import os from "node:os";
import { parseArgs } from "node:util";
import { type Bench, type Figure, table } from "./bench";
import { closes } from "./closes";
import { metering } from "./metering";
import { previews } from "./previews";
import { pricing } from "./pricing";
import { reconciliation } from "./reconciliation";
import { tenants } from "./tenants";

const benches: readonly Bench[] = [pricing, previews, metering, tenants, closes, reconciliation];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: "boolean", default: false }, short: { type: "boolean", default: false } },
});
const unknown = positionals.find((name) => !benches.some((bench) => bench.name === name));
if (unknown !== undefined) {
  console.error(`There is no bench "${unknown}". There are: ${benches.map(({ name }) => name).join(", ")}.`);
  process.exit(1);
}

const results: Record<string, Figure[]> = {};
for (const { name, run } of benches) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  const figures = await run({ short: values.short });
  results[name] = figures;
  if (!values.json) console.log(`${name}\n${table(figures)}\n`);
}
if (values.json) {
  const cpu = os.cpus()[0]?.model ?? "unknown";
  console.log(JSON.stringify({ node: process.version, cpu, short: values.short, benches: results }, null, 2));
}
