import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

/** The processes that are killed. */
export const victims = ["web", "worker", "sandbox"] as const;
export type Victim = (typeof victims)[number];

/**
 * Counts the moments of each process between two steps: before a request is handed on, and after it was answered and
 * before the answer is handed back. At one of them the process can be struck.
 */
export class Moments {
  private counts: Record<Victim, number> = { web: 0, worker: 0, sandbox: 0 };
  private aim: { victim: Victim; at: number; strike: () => Promise<void> } | null = null;
  isStruck = false;

  /** Begins to count anew. */
  begin(aim: { victim: Victim; at: number; strike: () => Promise<void> } | null): void {
    this.counts = { web: 0, worker: 0, sandbox: 0 };
    this.aim = aim;
    this.isStruck = false;
  }

  /** How many moments there were since. */
  counted(): Record<Victim, number> {
    return { ...this.counts };
  }

  /** One moment of these processes. True if one of them was struck just now: what is under way is lost. */
  async pass(of: readonly Victim[]): Promise<boolean> {
    let isHit = false;
    for (const victim of of) {
      const at = this.counts[victim]++;
      if (this.aim?.victim === victim && this.aim.at === at) isHit = true;
    }
    if (!isHit || !this.aim) return false;
    const { strike } = this.aim;
    this.aim = null;
    await strike();
    this.isStruck = true;
    return true;
  }
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

type Answer = { status: number; headers: IncomingMessage["headers"]; body: Buffer };

function handOn({ method, url, headers }: IncomingMessage, sent: Buffer, target: string): Promise<Answer> {
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

function reply(outgoing: ServerResponse, { status, headers, body }: Answer): void {
  const { connection: _, "transfer-encoding": __, ...rest } = headers;
  outgoing.writeHead(status, rest).end(body);
}
