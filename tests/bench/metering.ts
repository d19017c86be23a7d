import type { Bench } from "./bench";
import { activeUsers } from "./metering/active-users";
import { bundle } from "./metering/bundle";
import { growth } from "./metering/growth";
import { startCluster } from "./metering/installation";
import { singles } from "./metering/singles";
import { throughput } from "./metering/throughput";

/** Usage events and active users, over HTTP, on a database that keeps what it commits. */
export const metering: Bench = {
  name: "metering",
  async run(options) {
    await Promise.all([bundle("whole"), bundle("bare"), bundle("reader")]);
    const cluster = await startCluster(options.short ? 2 : 20);
    try {
      return [
        ...(await singles(cluster, options)),
        ...(await throughput(cluster, options)),
        ...(await activeUsers(cluster, options)),
        ...(await growth(cluster, options)),
      ];
    } finally {
      await cluster.stop();
    }
  },
};
