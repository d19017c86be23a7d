import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { bearableWorkers, limitMs } from "./server/bootstrap/machine.mjs";
import { LongestFirst } from "./tests/support/longest-first.mjs";
import { testProjects } from "./tests/support/test-projects.mjs";

const root = fileURLToPath(new URL("./", import.meta.url));
const { pure, database } = testProjects();
const everywhere = { TZ: "UTC", NEXT_TELEMETRY_DISABLED: "1" };

export default defineConfig({
  resolve: { alias: [{ find: /^@\//, replacement: root }] },
  test: {
    environment: "node",
    maxWorkers: bearableWorkers(1),
    // Far above what is needed: a test waits for what happens, and this only ends one that hangs.
    testTimeout: limitMs(120_000),
    hookTimeout: limitMs(120_000),
    expect: { poll: { timeout: limitMs(30_000) } },
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          name: "pure",
          include: pure,
          pool: "threads",
          // They keep nothing that another file could stumble over, so what one has loaded serves the next.
          isolate: false,
          env: { ...everywhere, DATABASE_URL: "" },
        },
      },
      {
        extends: true,
        test: {
          name: "database",
          include: database,
          pool: "forks",
          env: everywhere,
          globalSetup: ["tests/support/cluster.ts"],
          // Libraries are loaded once for all files of a worker, which saves a second of each file.
          isolate: false,
          setupFiles: ["tests/support/fresh-file.ts", "tests/support/one-at-a-time.ts"],
        },
      },
    ],
  },
});
