import net from "node:net";

function canListen(options) {
  return new Promise((resolve) => {
    const probe = net.createServer();
    probe.once("error", (error) => resolve(error.code === "EADDRNOTAVAIL" || error.code === "EAFNOSUPPORT"));
    probe.listen({ ...options, exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

/**
 * True if nobody listens on this port, neither on 127.0.0.1 nor on all addresses.
 * @returns {Promise<boolean>}
 */
export async function isFree(port) {
  return (await canListen({ port, host: "127.0.0.1" })) && (await canListen({ port }));
}

/**
 * The first free port from `from` upwards.
 * @param {Set<number>} [taken] ports that are assigned to others, who do not listen yet.
 * @returns {Promise<number>}
 */
export async function freePort(from, taken = new Set()) {
  for (let port = from; port < Math.min(from + 200, 65_536); port += 1) {
    if (!taken.has(port) && (await isFree(port))) return port;
  }
  throw new Error(`No free port between ${from} and ${from + 199}.`);
}
