import type { IncomingMessage, Server, ServerResponse } from "node:http";

/** How long a client may take for its headers, for its whole body, and with nothing at all. */
const headersMs = 20_000;
const bodyMs = 60_000;
const silenceMs = 120_000;
/** Longer than proxies keep idle connections (60 seconds), so that none of them sends into one that has just ended. */
const idleMs = 65_000;

/** Ends connections of clients that are too slow or have gone without a word, so that they cannot use all of them up. */
export function boundSlowClients(server: Server): void {
  server.headersTimeout = headersMs;
  server.keepAliveTimeout = idleMs;
  server.setTimeout(silenceMs);
  // Node's limit holds for streams of usage events too, which last as long as they have something to say.
  server.requestTimeout = 0;
}

/** Ends a request whose body takes too long, with 408. A stream may take as long as it is not silent. */
export function boundBody(request: IncomingMessage, response: ServerResponse, most = bodyMs): void {
  if (request.complete || isStream(request) || !hasBody(request)) return;
  const timer = setTimeout(() => {
    if (request.complete) return;
    if (!response.headersSent) response.writeHead(408, { connection: "close" }).end();
    // Time for the answer to leave.
    setTimeout(() => request.destroy(), 1_000).unref();
  }, most);
  timer.unref();
  for (const end of ["end", "close"]) request.once(end, () => clearTimeout(timer));
}

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;

const isStream = ({ headers }: IncomingMessage): boolean =>
  /^application\/x-ndjson\b/i.test(headers["content-type"] ?? "");
