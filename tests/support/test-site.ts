/** A running Choba that one worker of the browser tests has for itself. */
export type TestSite = {
  url: string;
  dataDir: string;
  sandboxUrl: string;
  databaseUrl: string;
  authSecret: string;
};

/**
 * In a worker: takes its own site from the environment, so that specs reach its address, its data and its Stripe, and
 * what they call of Choba itself reaches its database. In the runner there is none yet: answers null.
 */
export function takeTestSite(): TestSite | null {
  const { CHOBA_TEST_SITES: all, TEST_PARALLEL_INDEX: place } = process.env;
  if (all === undefined || place === undefined) return null;
  const site: TestSite | undefined = JSON.parse(all)[Number(place)];
  if (!site) throw new Error(`Worker ${place} of the browser tests has no Choba.`);
  Object.assign(process.env, {
    CHOBA_TEST_URL: site.url,
    CHOBA_TEST_DATA_DIR: site.dataDir,
    CHOBA_TEST_SANDBOX_URL: site.sandboxUrl,
    DATABASE_URL: site.databaseUrl,
    AUTH_SECRET: site.authSecret,
    CHOBA_DEMO: "1",
  });
  return site;
}
