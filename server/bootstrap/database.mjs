// The embedded database of the demo, brought back when it falls.
import { startPostgres } from "./postgres.mjs";
import { backoffMs } from "./supervisor.mjs";

/** Who lived that long was up and working; its fall is no further one in a row. */
const STEADY_MS = 10_000;
const CRASHES_IN_A_ROW = 5;

/**
 * @param {{ dataDir: string, say(line: string): void, onHopeless(reason: string): void }} options
 * @returns {Promise<{ url: string, port: number, home: string, stop(): Promise<void> }>}
 */
export async function keepDatabase({ dataDir, say, onHopeless }) {
  let server = await startPostgres({ dataDir, log: say });
  const { url, port, home, logFile } = server;
  let crashes = 0;
  let stopping = false;
  let restarting = Promise.resolve();

  const watch = (since) => {
    server.exited.then(() => {
      if (stopping) return;
      crashes = Date.now() - since > STEADY_MS ? 1 : crashes + 1;
      if (crashes >= CRASHES_IN_A_ROW)
        return onHopeless(`The database ended ${crashes} times in a row; see ${logFile}.`);
      say("The database ended unexpectedly and is started again; it recovers by itself.");
      restarting = restart().catch((error) => onHopeless(error.message));
    });
  };
  const restart = async () => {
    await new Promise((resolve) => setTimeout(resolve, backoffMs(crashes)));
    if (stopping) return;
    server = await startPostgres({ dataDir, port, log: say });
    // The others know the old address.
    if (server.port !== port)
      throw new Error(`Port ${port} of the database was taken meanwhile. Start Choba again.`);
    watch(Date.now());
  };
  watch(Date.now());
  return {
    url,
    port,
    home,
    async stop() {
      stopping = true;
      await restarting;
      await server.stop();
    },
  };
}
