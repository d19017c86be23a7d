import { readFileSync } from "node:fs";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { env, forgetEnvironment } from "@/lib/env";
import { ownVariables, variables } from "@/lib/env-variables";
import { exampleFile, readmeWithRows } from "./configuration";

const needed = {
  DATABASE_URL: "postgres://localhost/choba",
  AUTH_SECRET: "a secret that is long enough for this",
};

beforeEach(() => {
  for (const name of [...Object.keys(variables), ...ownVariables]) vi.stubEnv(name, undefined);
  for (const [name, value] of Object.entries(needed)) vi.stubEnv(name, value);
  forgetEnvironment();
});
afterEach(() => {
  vi.unstubAllEnvs();
  forgetEnvironment();
});

test(".env.example and the README's table agree with lib/env-variables", () => {
  expect(readFileSync(".env.example", "utf8"), "run `npm run env:write`").toBe(exampleFile());
  const readme = readFileSync("README.md", "utf8");
  expect(readme, "run `npm run env:write`").toBe(readmeWithRows(readme));
});

test("a default that is given as a value is the schema's; if it is given in words, the schema has none", () => {
  const found: Record<string, unknown> = env();
  for (const [name, { otherwise }] of Object.entries(variables)) {
    // `npm start` decides whether it is the demo.
    if (name in needed || name === "CHOBA_DEMO") continue;
    expect(found[name] === undefined ? undefined : String(found[name]), name).toBe(
      "value" in otherwise ? otherwise.value : undefined,
    );
  }
});

test("the example sets nothing, and each of its values could be set", () => {
  const lines = exampleFile().split("\n");
  expect(lines.filter((line) => line !== "" && !line.startsWith("#"))).toEqual([]);
  for (const line of lines) {
    const [, name, text] = /^# ([A-Z_]+)="?(.+?)"?$/.exec(line) ?? [];
    if (name) vi.stubEnv(name, text);
  }
  forgetEnvironment();
  expect(env()).toMatchObject({ PORT: 3000 });
});
