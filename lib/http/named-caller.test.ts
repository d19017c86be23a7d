import type { IncomingMessage } from "node:http";
import { afterEach, expect, test, vi } from "vitest";
import { forgetEnvironment } from "@/lib/env";
import { nameCaller, namedAddress } from "./named-caller";

const holder = globalThis as { chobaNamesCallers?: true };
afterEach(() => {
  holder.chobaNamesCallers = undefined;
  vi.unstubAllEnvs();
  forgetEnvironment();
});

function configure(proxies: string): void {
  vi.stubEnv("CHOBA_TRUSTED_PROXIES", proxies);
  vi.stubEnv("DATABASE_URL", "postgres://localhost/none");
  vi.stubEnv("CHOBA_URL", "http://localhost:3000");
  vi.stubEnv("SMTP_URL", "smtp://localhost");
  vi.stubEnv("AUTH_SECRET", "x".repeat(32));
  forgetEnvironment();
}

/** What a page learns of a request that came from `peer` with these headers. */
function learnt(peer: string, headers: Record<string, string>): string {
  const request = { headers: { ...headers }, socket: { remoteAddress: peer } } as unknown as IncomingMessage;
  nameCaller(request);
  return namedAddress(new Headers(request.headers as Record<string, string>));
}

test("pages learn the connection's address, whatever the caller writes into any header", () => {
  configure("");
  const spoofed = { "x-forwarded-for": "6.6.6.6", "x-choba-client-address": "6.6.6.6" };
  expect(learnt("203.0.113.7", spoofed)).toBe("203.0.113.7");
});

test("behind a configured proxy they learn whom it names", () => {
  configure("10.0.0.0/8");
  expect(learnt("10.0.0.2", { "x-forwarded-for": "6.6.6.6, 198.51.100.1" })).toBe("198.51.100.1");
  expect(learnt("203.0.113.7", { "x-forwarded-for": "198.51.100.1" })).toBe("203.0.113.7");
});

test("as a plain Next app Choba believes configured proxies only, too", () => {
  const claim = new Headers({
    "x-forwarded-for": "6.6.6.6, 198.51.100.1",
    "x-choba-client-address": "6.6.6.6",
  });
  for (const proxies of ["", "0"]) {
    configure(proxies);
    expect(namedAddress(claim)).toBe("unknown");
  }
  for (const proxies of ["1", "10.0.0.0/8"]) {
    configure(proxies);
    expect(namedAddress(claim)).toBe("198.51.100.1");
  }
});
