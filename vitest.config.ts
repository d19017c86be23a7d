import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL("./", import.meta.url));

export default defineConfig({
  resolve: { alias: [{ find: /^@\//, replacement: root }] },
  test: {
    environment: "node",
    include: [
      "{app,api,components,demo,drizzle,lib,server,sandbox,tests}/**/*.test.{ts,tsx}",
      "tests/stripe-behaviour/*.behaviour.ts",
    ],
    globalSetup: ["tests/support/cluster.ts"],
    setupFiles: ["tests/support/one-at-a-time.ts"],
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    env: { TZ: "UTC", NEXT_TELEMETRY_DISABLED: "1" },
  },
});
