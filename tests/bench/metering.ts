import type { Bench } from "./bench";
import { startCluster } from "./metering/installation";
import { throughput } from "./metering/throughput";
import { bundleWeb } from "./metering/web-process";

/** Usage events and active users, over HTTP, on a database that keeps what it commits. */
export const metering: Bench = {
  name: "metering",
  async run(options) {
    await Promise.all([bundleWeb("whole"), bundleWeb("without_database")]);
    const cluster = await startCluster();
    try {
      return await throughput(cluster, options);
    } finally {
      await cluster.stop();
    }
  },
};
