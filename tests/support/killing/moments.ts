import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";

/** The processes that are killed. */
export const victims = ["web", "worker", "sandbox"] as const;
export type Victim = (typeof victims)[number];

/** Which process is struck at which of its moments. `laterMs`: so long after it, while something else may be under way. */
export type Aim = { victim: Victim; at: number; laterMs?: number; strike: () => Promise<void> };

/**
 * Counts the moments of each process between two steps: before a request is handed on, and after it was answered and
 * before the answer is handed back. At each of them a process can be struck.
 */
export class Moments {
  private counts: Record<Victim, number> = { web: 0, worker: 0, sandbox: 0 };
  private aims: readonly Aim[] = [];
  private later: Promise<void>[] = [];

  /** Begins to count anew. */
  begin(...aims: readonly Aim[]): void {
    this.counts = { web: 0, worker: 0, sandbox: 0 };
    this.aims = aims;
  }

  /** Resolves when all processes that are struck later were struck and replaced. */
  async over(): Promise<void> {
    await Promise.all(this.later.splice(0));
  }

  /** How many moments there were since. */
  counted(): Record<Victim, number> {
    return { ...this.counts };
  }

  /** One moment of these processes. True if one of them was struck just now: what is under way is lost. */
  async pass(of: readonly Victim[]): Promise<boolean> {
    const hit = of.flatMap((victim) => {
      const now = this.counts[victim]++;
      return this.aims.filter((aim) => aim.victim === victim && aim.at === now);
    });
    for (const { laterMs, strike } of hit) if (laterMs) this.later.push(sleep(laterMs).then(strike));
    const atOnce = hit.filter(({ laterMs }) => !laterMs);
    for (const { strike } of atOnce) await strike();
    return atOnce.length > 0;
  }
}

/** Which of `count` moments are struck in so many rounds, by chance: none a second time before all were. */
export function drawMoments(count: number, rounds: number, random: (below: number) => number): number[] {
  const left = Array.from({ length: count }, (_, moment) => moment);
  const drawn = left.map(() => left.splice(random(left.length), 1)[0] as number);
  return Array.from({ length: rounds }, (_, round) => drawn[round % count] as number);
}

export type Gate = { url: string; close(): Promise<void> };

/** Stands in the way of all requests to `target`; each has two moments, of the processes `of`. */
export async function openGate(moments: Moments, of: readonly Victim[], target: () => string): Promise<Gate> {
  const server = createServer(async (incoming, outgoing) => {
    const sent = await buffer(incoming).catch(() => null);
    if (!sent || (await moments.pass(of))) return outgoing.destroy();
    const answer = await handOn(incoming, sent, target()).catch(() => null);
    if (!answer || (await moments.pass(of))) return outgoing.destroy();
    reply(outgoing, answer);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

export type Answer = { status: number; headers: IncomingMessage["headers"]; body: Buffer };

export function handOn(
  { method, url, headers }: IncomingMessage,
  sent: Buffer,
  target: string,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const options = { method, headers: { ...headers, connection: "close" }, agent: false };
    const onward = request(new URL(url ?? "/", target), options, (answer) => {
      const { statusCode: status = 502, headers: said } = answer;
      buffer(answer).then((body) => resolve({ status, headers: said, body }), reject);
    });
    onward.on("error", reject);
    onward.end(sent);
  });
}

export function reply(outgoing: ServerResponse, { status, headers, body }: Answer): void {
  const { connection: _, "transfer-encoding": __, ...rest } = headers;
  outgoing.writeHead(status, rest).end(body);
}
