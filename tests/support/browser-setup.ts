import { readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { FullConfig } from "@playwright/test";
import { ensureBuilt } from "../../server/bootstrap/build.mjs";
import { freePort } from "../../server/bootstrap/ports.mjs";
import { newDataDir, type RunningChoba, startChoba } from "./choba";
import type { TestSite } from "./test-site";

const root = fileURLToPath(new URL("../../", import.meta.url));
const firstSandboxPort = 12_200;
const mostErrors = 60;

/**
 * Before the browser tests: a Choba of its own for each worker, since the demo's clock is one for all who look at it.
 * Where they are is left in the environment, which the workers inherit (`playwright.config.ts`).
 */
export default async function setup({ workers }: FullConfig): Promise<() => Promise<void>> {
  // Once, not by each of them.
  await ensureBuilt(root, path.join(root, "build", "logs")).all;
  const urls: string[] = JSON.parse(process.env.CHOBA_TEST_URLS ?? "[]").slice(0, workers);
  const running: RunningChoba[] = [];
  const remove = async () => {
    for (const { dataDir } of running) await tellErrors(dataDir);
    await Promise.all(running.map((choba) => choba.remove()));
  };
  try {
    const sites = await Promise.all(urls.map((url, place) => startSite(url, place, running)));
    process.env.CHOBA_TEST_SITES = JSON.stringify(sites);
  } catch (error) {
    await remove();
    throw error;
  }
  return remove;
}

/** What went wrong inside is gone with the data folder: its end is told, so that a failed page can be explained. */
async function tellErrors(dataDir: string): Promise<void> {
  const log = await readFile(path.join(dataDir, "logs", "web.log"), "utf8").catch(() => "");
  const errors = log.split("\n").filter((line) => /error|refus|digest/i.test(line));
  if (errors.length > 0) console.error(`Said by web:\n${errors.slice(-mostErrors).join("\n")}`);
}

async function startSite(url: string, place: number, running: RunningChoba[]): Promise<TestSite> {
  const wanted = new URL(url).port;
  // Far enough apart that two of them, starting at once, do not choose the same.
  const sandboxPort = await freePort(firstSandboxPort + 10 * place);
  const choba = await startChoba({
    port: Number(wanted),
    dataDir: await newDataDir(),
    // Failures that one test asks for must not keep Stripe away from the next.
    env: { SANDBOX_PORT: String(sandboxPort), STRIPE_PAUSE_MS: "500" },
  });
  running.push(choba);
  if (new URL(choba.url).port !== wanted)
    throw new Error(`Port ${wanted} was taken meanwhile; run the tests again.`);
  const { authSecret } = JSON.parse(await readFile(path.join(choba.dataDir, "secrets.json"), "utf8"));
  return {
    url,
    dataDir: choba.dataDir,
    sandboxUrl: `http://127.0.0.1:${sandboxPort}`,
    databaseUrl: await choba.databaseUrl(),
    authSecret,
  };
}
