import { expect, test } from "vitest";
import { clientAddress } from "./client-address";

test("without a proxy it is the peer, whatever the header claims", () => {
  expect(clientAddress("203.0.113.7", undefined)).toBe("203.0.113.7");
  expect(clientAddress("203.0.113.7", "198.51.100.1")).toBe("203.0.113.7");
  expect(clientAddress("2001:db8::7", "198.51.100.1")).toBe("2001:db8::7");
});

test.each(["127.0.0.1", "::1", "::ffff:10.1.2.3", "172.16.0.9", "192.168.1.1", "fd00::1", undefined])(
  "behind our own proxy (%s) it is the last entry, which the proxy wrote",
  (peer) => {
    expect(clientAddress(peer, "6.6.6.6, 198.51.100.1")).toBe("198.51.100.1");
  },
);

test("an address that only looks private is not one of our proxies", () => {
  for (const peer of ["172.32.0.1", "100.0.0.1", "192.169.0.1", "1.10.0.1"])
    expect(clientAddress(peer, "198.51.100.1")).toBe(peer);
});
