import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";

/** Hands requests on to Stripe and notes when each came and what it asked. */
export type RequestMeter = {
  url: string;
  /** Since `clear`. */
  requests: { atMs: number; what: string }[];
  clear(): void;
  close(): Promise<void>;
};

export async function meterRequests(target: () => string): Promise<RequestMeter> {
  let requests: RequestMeter["requests"] = [];
  const server = createServer((incoming, outgoing) => {
    const { method = "", url = "/", headers } = incoming;
    requests.push({ atMs: performance.now(), what: `${method} ${shapeOf(url)}` });
    const onward = request(new URL(url, target()), { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on("error", () => outgoing.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get requests() {
      return requests;
    },
    clear() {
      requests = [];
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** A path without its ids and its question. */
const shapeOf = (url: string) => (url.split("?")[0] ?? "").replace(/\/[a-z]+_[A-Za-z0-9]{8,}/g, "/:id");

/** The most requests that came within any second. */
export function mostInASecond(requests: readonly { atMs: number }[]): number {
  let most = 0;
  let first = 0;
  for (const [index, { atMs }] of requests.entries()) {
    while (atMs - (requests[first]?.atMs ?? atMs) >= 1_000) first++;
    most = Math.max(most, index - first + 1);
  }
  return most;
}
