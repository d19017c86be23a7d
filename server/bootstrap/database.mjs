// The embedded database of the demo. It is restarted if it fails.
import { startPostgres } from "./postgres.mjs";
import { countFalls } from "./supervisor.mjs";

/** How often its own port is tried again, once a second, while another program uses it. */
const PORT_ATTEMPTS = 60;
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * @param {{ dataDir: string, say(line: string): void, onHopeless(reason: string): void }} options
 * @returns {Promise<{ url: string, port: number, home: string, stop(): Promise<void> }>}
 */
export async function keepDatabase({ dataDir, say, onHopeless }) {
  let server = await startPostgres({ dataDir, log: say });
  const { url, port, home, logFile } = server;
  const falls = countFalls();
  let stopping = false;
  let restarting = Promise.resolve();

  let explained = "";
  const explainOnce = (error) => {
    if (error.message !== explained) say(`${error.message}\nIt is tried again every few seconds.`);
    explained = error.message;
  };

  const watch = (since) => {
    server.exited.then(() => {
      if (stopping) return;
      falls.fell(Date.now() - since);
      if (falls.isHopeless())
        return onHopeless(`The database ended ${falls.inARow()} times in a row; see ${logFile}.`);
      say("The database ended unexpectedly and is started again; it recovers by itself.");
      restarting = restart().catch((error) => onHopeless(error.message));
    });
  };
  const restart = async () => {
    await sleep(falls.pauseMs());
    // The other processes know the old address, so another port would not help.
    for (let attempt = 1; !stopping; attempt++) {
      const started = await startPostgres({ dataDir, port, log: say }).catch(explainOnce);
      if (!started) {
        // It has worked, so what it lacks may come back: room on the disk, most often.
        attempt = 0;
        await sleep(5_000);
        continue;
      }
      server = started;
      if (server.port === port) return watch(Date.now());
      await server.stop();
      if (attempt === PORT_ATTEMPTS)
        throw new Error(`Port ${port} of the database was taken meanwhile. Start Choba again.`);
      await sleep(1_000);
    }
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
