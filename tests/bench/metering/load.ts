import { connect, type Socket } from "node:net";

export type LoadResult = {
  /** Requests answered with 2xx, and their time in milliseconds, sorted. */
  answered: number;
  latenciesMs: number[];
  /** From the first request to the last answer. */
  seconds: number;
  /** Answers by status. */
  statuses: Map<number, number>;
};

/**
 * Sends requests over `connections` kept-alive connections, each the next one as soon as it has its answer, until the
 * time is over or none is left; then waits for all answers. No request is sent twice. Plain sockets, since the generator
 * shares the machine with what it measures.
 */
export async function load(options: {
  port: number;
  connections: number;
  seconds: number;
  requests: readonly Buffer[];
}): Promise<LoadResult> {
  const result: LoadResult = { answered: 0, latenciesMs: [], seconds: 0, statuses: new Map() };
  let next = 0;
  const sockets = await Promise.all(Array.from({ length: options.connections }, () => open(options.port)));
  const startMs = performance.now();
  const endMs = startMs + options.seconds * 1_000;
  await Promise.all(
    sockets.map(async ({ ask, socket }) => {
      while (performance.now() < endMs && next < options.requests.length) {
        const request = options.requests[next++] as Buffer;
        const sentMs = performance.now();
        const status = await ask(request);
        result.statuses.set(status, (result.statuses.get(status) ?? 0) + 1);
        if (status < 200 || status > 299) continue;
        result.answered++;
        result.latenciesMs.push(performance.now() - sentMs);
      }
      socket.destroy();
    }),
  );
  result.seconds = (performance.now() - startMs) / 1_000;
  result.latenciesMs.sort((a, b) => a - b);
  return result;
}

export const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

/** A request as it goes over the wire. */
export function request(method: string, path: string, secret: string, body = "", type = "application/json") {
  const head = `${method} ${path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${secret}\r\n`;
  const about = body ? `Content-Type: ${type}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n` : "";
  return Buffer.from(`${head}${about}\r\n${body}`);
}

type Connection = { socket: Socket; ask(request: Buffer): Promise<number> };

async function open(port: number): Promise<Connection> {
  const socket = connect({ port, host: "127.0.0.1", noDelay: true });
  await new Promise<void>((resolve, reject) => socket.once("connect", resolve).once("error", reject));
  let received = "";
  let settle: { resolve: (status: number) => void; reject: (error: Error) => void } | undefined;
  socket.setEncoding("latin1");
  socket.on("data", (chunk: string) => {
    received += chunk;
    const length = lengthOf(received);
    if (length === null || received.length < length) return;
    const status = Number(received.slice(9, 12));
    received = received.slice(length);
    settle?.resolve(status);
  });
  const fail = () => settle?.reject(new Error("The web process closed a connection."));
  socket.on("close", fail).on("error", fail);
  return {
    socket,
    ask: (bytes) =>
      new Promise((resolve, reject) => {
        settle = { resolve, reject };
        socket.write(bytes);
      }),
  };
}

/** Of the whole answer, or null while its head is not there yet. */
function lengthOf(received: string): number | null {
  const end = received.indexOf("\r\n\r\n");
  if (end < 0) return null;
  const length = /\r\ncontent-length: *(\d+)/i.exec(received.slice(0, end))?.[1];
  if (length === undefined) throw new Error("An answer without a length.");
  return end + 4 + Number(length);
}
