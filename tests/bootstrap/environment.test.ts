import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:net";
import os from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { chooseParts, keptSecrets } from "@/server/bootstrap/environment.mjs";
import { freePort, reservePort } from "@/server/bootstrap/ports.mjs";

const env = (values: Record<string, string>) => values as NodeJS.ProcessEnv;

test("with nothing set it is the demo, with an embedded database and a stand-in for Stripe", () => {
  expect(chooseParts(env({}))).toEqual({ ownDatabase: true, demo: true, sandbox: true });
});

test("with another database nothing of the demo runs unless it is requested", () => {
  const DATABASE_URL = "postgres://db/choba";
  expect(chooseParts(env({ DATABASE_URL }))).toEqual({ ownDatabase: false, demo: false, sandbox: false });
  expect(chooseParts(env({ DATABASE_URL, CHOBA_DEMO: "1" }))).toEqual({
    ownDatabase: false,
    demo: true,
    sandbox: true,
  });
});

test("with a Stripe key the real Stripe is used", () => {
  expect(chooseParts(env({ STRIPE_SECRET_KEY: "sk_test_x" }))).toMatchObject({ demo: true, sandbox: false });
});

test("a live Stripe key never starts the demo, in which anyone signs in as anyone", () => {
  for (const STRIPE_SECRET_KEY of ["sk_live_x", "rk_live_x"]) {
    expect(chooseParts(env({ STRIPE_SECRET_KEY }))).toMatchObject({ demo: false });
    expect(() => chooseParts(env({ STRIPE_SECRET_KEY, CHOBA_DEMO: "1" }))).toThrow(/live Stripe key/);
  }
});

test("the demo runs where others reach it only if that is said aloud", () => {
  for (const [name, value] of [
    ["HOST", "0.0.0.0"],
    ["CHOBA_URL", "https://choba.example"],
  ] as const) {
    const open = { [name]: value };
    expect(() => chooseParts(env(open))).toThrow(/CHOBA_DEMO_PUBLIC/);
    expect(chooseParts(env({ ...open, CHOBA_DEMO_PUBLIC: "1" }))).toMatchObject({ demo: true });
    expect(chooseParts(env({ ...open, CHOBA_DEMO: "0" }))).toMatchObject({ demo: false });
  }
  for (const HOST of ["127.0.0.1", "::1", "localhost", "127.9.9.9"])
    expect(chooseParts(env({ HOST, CHOBA_URL: "http://[::1]:3000" }))).toMatchObject({ demo: true });
});

test("secrets stay the same between starts and are readable by their owner alone", () => {
  const dir = mkdtempSync(path.join(os.tmpdir(), "choba-secrets-"));
  const first = keptSecrets(dir);
  expect(keptSecrets(dir)).toEqual(first);
  expect(first.authSecret.length).toBeGreaterThanOrEqual(32);
  expect(statSync(path.join(dir, "secrets.json")).mode & 0o077).toBe(0);
  rmSync(dir, { recursive: true });
});

test("a taken port, and one assigned to another process, are skipped", async () => {
  const from = await freePort(27_000);
  const server = createServer().listen(from, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const next = await freePort(from);
  expect(next).toBeGreaterThan(from);
  expect(await freePort(from, new Set([next]))).toBeGreaterThan(next);
  await new Promise((resolve) => server.close(resolve));
});

test("of starts at once each has ports of its own, long before anybody listens", async () => {
  const module = new URL("../../server/bootstrap/ports.mjs", import.meta.url).href;
  const code = `const { reservePort } = await import(${JSON.stringify(module)}); console.log(await reservePort(27_300)); process.stdin.resume();`;
  const starts = Array.from({ length: 4 }, () =>
    spawn(process.execPath, ["--input-type=module", "--eval", code], { stdio: ["pipe", "pipe", "inherit"] }),
  );
  const said = starts.map(
    (start) =>
      new Promise<string>((resolve) => start.stdout.once("data", (chunk) => resolve(`${chunk}`.trim()))),
  );
  const ports = await Promise.all(said);
  expect(new Set(ports).size).toBe(4);
  const ended = starts.map((start) => new Promise((resolve) => start.once("exit", resolve)));
  for (const start of starts) start.kill();
  await Promise.all(ended);
  expect(await reservePort(27_300)).toBe(Math.min(...ports.map(Number)));
});
