import { readFile } from "node:fs/promises";
import path from "node:path";
import { freePort } from "../../server/bootstrap/ports.mjs";
import { startChoba } from "./choba";

/**
 * Before the browser tests: a Choba of their own on the port that playwright.config.ts chose. What the specs need to
 * add tenants and to reach the sandbox is left in the environment, which the workers inherit.
 */
export default async function setup(): Promise<() => Promise<void>> {
  const wanted = new URL(process.env.CHOBA_TEST_URL ?? "");
  const sandboxPort = await freePort(12_200);
  const choba = await startChoba({ port: Number(wanted.port), env: { SANDBOX_PORT: String(sandboxPort) } });
  if (new URL(choba.url).port !== wanted.port) {
    await choba.remove();
    throw new Error(`Port ${wanted.port} was taken meanwhile; run the tests again.`);
  }
  const { authSecret } = JSON.parse(await readFile(path.join(choba.dataDir, "secrets.json"), "utf8"));
  Object.assign(process.env, {
    CHOBA_TEST_DATA_DIR: choba.dataDir,
    CHOBA_TEST_SANDBOX_URL: `http://127.0.0.1:${sandboxPort}`,
    DATABASE_URL: await choba.databaseUrl(),
    AUTH_SECRET: authSecret,
    CHOBA_DEMO: "1",
  });
  return choba.remove;
}
