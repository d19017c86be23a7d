import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { bearableWorkers, limitMs } from "./server/bootstrap/machine.mjs";
import { testProjects } from "./tests/support/test-projects";

const root = fileURLToPath(new URL("./", import.meta.url));
const { pure, database } = testProjects();

export default defineConfig({
  resolve: { alias: [{ find: /^@\//, replacement: root }] },
  test: {
    environment: "node",
    maxWorkers: bearableWorkers(0.75),
    // Far above what is needed: a test waits for what happens, and this only ends one that hangs.
    testTimeout: limitMs(120_000),
    hookTimeout: limitMs(120_000),
    env: { TZ: "UTC", NEXT_TELEMETRY_DISABLED: "1" },
    projects: [
      {
        extends: true,
        test: { name: "pure", include: pure, pool: "threads", sequence: { groupOrder: 0 } },
      },
      {
        extends: true,
        test: {
          name: "database",
          include: database,
          pool: "forks",
          globalSetup: ["tests/support/cluster.ts"],
          setupFiles: ["tests/support/one-at-a-time.ts"],
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
