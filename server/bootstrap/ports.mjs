import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { takeLock } from "./lock.mjs";

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

/** Each user has a folder of their own, since nobody may judge the locks of others. */
const reservations = path.join(os.tmpdir(), `choba-ports-${process.getuid?.() ?? "all"}`);

/**
 * The first free port from `from` upwards that no other start of Choba has chosen. It is this process's until it ends: what
 * listens on it is started much later, and two starts at once would choose the same one.
 * @param {Set<number>} [taken]
 * @returns {Promise<number>}
 */
export async function reservePort(from, taken = new Set()) {
  fs.mkdirSync(reservations, { recursive: true, mode: 0o700 });
  for (let port = from; ; port += 1) {
    port = await freePort(port, taken);
    if (!("holder" in takeLock(path.join(reservations, `${port}.lock`)))) return port;
  }
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
