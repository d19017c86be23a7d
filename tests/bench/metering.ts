import type { Bench } from "./bench";
import { activeUsers } from "./metering/active-users";
import { bundle } from "./metering/bundle";
import { growth } from "./metering/growth";
import { startCluster } from "./metering/installation";
import { throughput } from "./metering/throughput";

/** Usage events and active users, over HTTP, on a database that keeps what it commits. */
export const metering: Bench = {
  name: "metering",
  async run(options) {
    await Promise.all([bundle("whole"), bundle("without_database"), bundle("reader")]);
    const cluster = await startCluster(options.short ? 2 : 20);
    try {
      return [
        ...(await throughput(cluster, options)),
        ...(await activeUsers(cluster, options)),
        ...(await growth(cluster, options)),
      ];
    } finally {
      await cluster.stop();
    }
  },
};
