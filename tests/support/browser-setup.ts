import { startChoba } from "./choba";

/** Before the browser tests: a Choba of their own on the port that playwright.config.ts chose. */
export default async function setup(): Promise<() => Promise<void>> {
  const wanted = new URL(process.env.CHOBA_TEST_URL ?? "");
  const choba = await startChoba({ port: Number(wanted.port) });
  if (new URL(choba.url).port !== wanted.port) {
    await choba.remove();
    throw new Error(`Port ${wanted.port} was taken meanwhile; run the tests again.`);
  }
  process.env.CHOBA_TEST_DATA_DIR = choba.dataDir;
  return choba.remove;
}
