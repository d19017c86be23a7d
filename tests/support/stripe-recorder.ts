import { createServer, type IncomingMessage, request } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { Contract, type Exchange } from "../stripe-contract/contract";

/** Stands between a client and a Stripe, hands everything on unchanged, and remembers what was said. */
export type StripeRecorder = {
  /** To be used instead of the address recorded. */
  url: string;
  /** Requests to the API with their answers, in the order of the answers. */
  exchanges: Exchange[];
  /** What in the exchanges does not fit the types of the `stripe` package; without doubles. */
  violations(of?: { requests?: boolean }): Promise<string[]>;
  close(): Promise<void>;
};

/** `target` is asked at each request, since a Stripe that is started again has another address. */
export async function recordStripe(target: () => string): Promise<StripeRecorder> {
  const exchanges: Exchange[] = [];
  const server = createServer(async (incoming, outgoing) => {
    const sent = await buffer(incoming);
    // A connection each: a kept one may be closed by the other side just when it is used again.
    const headers = { ...incoming.headers, connection: "close" };
    const options = { method: incoming.method, headers, agent: false };
    const onward = request(new URL(incoming.url ?? "/", target()), options, async (answer) => {
      const body = await buffer(answer).catch(() => outgoing.destroy());
      if (!Buffer.isBuffer(body)) return;
      remember(exchanges, incoming, sent, answer, body);
      const { connection: _, "transfer-encoding": __, ...rest } = answer.headers;
      outgoing.writeHead(answer.statusCode ?? 502, rest).end(body);
    });
    onward.on("error", () => outgoing.destroy());
    // A client that gives up gives up on what is behind us, too.
    outgoing.on("close", () => onward.destroy());
    onward.end(sent);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    exchanges,
    async violations({ requests = true } = {}) {
      const contract = await Contract.load();
      const found = exchanges.flatMap((exchange) => [
        ...(requests ? said("request", exchange, contract.request(exchange)) : []),
        ...said("answer", exchange, contract.response(exchange)),
      ]);
      return [...new Set(found)];
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function remember(
  exchanges: Exchange[],
  incoming: IncomingMessage,
  sent: Buffer,
  answer: IncomingMessage,
  body: Buffer,
): void {
  const url = new URL(incoming.url ?? "/", "http://any");
  if (!url.pathname.startsWith("/v1/")) return;
  exchanges.push({
    method: incoming.method ?? "GET",
    path: url.pathname,
    form: sent.length > 0 ? sent.toString() : url.search.slice(1),
    status: answer.statusCode ?? 0,
    body: JSON.parse(body.toString()),
  });
}

function said(side: string, { method, path, status }: Exchange, errors: string[]): string[] {
  const where = `${method} ${path.replace(/\/[a-z]+_[^/]{8,}/g, "/…")} (${status})`;
  return errors.map((error) => `${side} of ${where}: ${error}`);
}
