import { lookup as resolve } from "node:dns";
import type { LookupFunction } from "node:net";
import { Agent, request } from "undici";
import { addressIn } from "./public-address";

/** The name of the receiver leads to an address that may not be asked. */
export class AddressNotAllowed extends Error {}

type Asked = {
  url: string;
  headers: Record<string, string>;
  body: string;
  timeoutMs: number;
  /** How many bytes of the response's body are read; the rest is dropped. */
  mostBytes: number;
  /** Which addresses may be asked. The connection is made to the very address that was looked at. */
  isAllowed: (address: string) => boolean;
};

/**
 * Posts to an address that other people chose. Redirects are not followed. Throws what kept it from a response: undici's and
 * Node's errors, `TimeoutError`, or AddressNotAllowed.
 */
export async function postOutside(asked: Asked): Promise<{ status: number; body: string }> {
  const { url, headers, body, timeoutMs, mostBytes, isAllowed } = asked;
  const address = addressIn(new URL(url).hostname);
  if (address !== null && !isAllowed(address)) throw new AddressNotAllowed(address);
  // An agent of its own: nothing is kept open, and no other receiver waits for its connections.
  const agent = new Agent({
    connect: { lookup: checkedLookup(isAllowed), timeout: timeoutMs },
    pipelining: 0,
  });
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const response = await request(url, { method: "POST", headers, body, dispatcher: agent, signal });
    return { status: response.statusCode, body: await beginningOf(response.body, mostBytes) };
  } finally {
    await agent.destroy();
  }
}

/** Node connects to what this answers, so between the look and the connection nothing can be exchanged. */
const checkedLookup =
  (isAllowed: Asked["isAllowed"]): LookupFunction =>
  (hostname, options, done) => {
    resolve(hostname, { ...options, all: true }, (error, found) => {
      if (error) return done(error, "");
      const allowed = found.filter(({ address }) => isAllowed(address));
      const [first] = allowed;
      // One address that is not public is enough to mistrust the name.
      if (!first || allowed.length < found.length) return done(new AddressNotAllowed(hostname), "");
      if (options.all) return done(null, allowed);
      done(null, first.address, first.family);
    });
  };

async function beginningOf(body: AsyncIterable<Buffer>, mostBytes: number): Promise<string> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of body) {
    parts.push(part);
    bytes += part.length;
    if (bytes >= mostBytes) break;
  }
  return Buffer.concat(parts).subarray(0, mostBytes).toString("utf8");
}
