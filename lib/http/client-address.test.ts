import { expect, test } from "vitest";
import { areProxies, trustOf } from "@/lib/trusted-proxies";
import { clientAddress } from "./client-address";

const behind = (proxies: string | undefined) => (peer: string | undefined, forwardedFor?: string) =>
  clientAddress(peer, forwardedFor, trustOf(proxies));

test("nobody's X-Forwarded-For is believed unless proxies are configured, also not that of this machine", () => {
  const address = behind(undefined);
  for (const peer of ["203.0.113.7", "127.0.0.1", "10.0.0.2", "2001:db8::7", "::1"])
    expect(address(peer, "198.51.100.1")).toBe(peer);
  expect(address("::ffff:127.0.0.1", "198.51.100.1")).toBe("127.0.0.1");
  expect(behind("0")("127.0.0.1", "198.51.100.1")).toBe("127.0.0.1");
});

test("of a number of proxies, each adds the one before it; what the client claimed itself is not believed", () => {
  expect(behind("1")("10.0.0.2", "6.6.6.6, 198.51.100.1")).toBe("198.51.100.1");
  expect(behind("2")("10.0.0.2", "6.6.6.6, 198.51.100.1, 10.0.0.3")).toBe("198.51.100.1");
  expect(behind("1")("10.0.0.2")).toBe("10.0.0.2");
});

test("proxies are told by address or network, and only they are believed", () => {
  const address = behind("10.0.0.0/8, 2001:db8::/32, 192.0.2.7");
  expect(address("10.1.2.3", "6.6.6.6, 198.51.100.1, 192.0.2.7")).toBe("198.51.100.1");
  expect(address("::ffff:10.1.2.3", "198.51.100.1")).toBe("198.51.100.1");
  expect(address("2001:db8::7", "2001:db9::1")).toBe("2001:db9::1");
  expect(address("203.0.113.7", "198.51.100.1")).toBe("203.0.113.7");
});

test("what is no address is none", () => {
  expect(behind("1")("10.0.0.2", "<script>")).toBe("10.0.0.2");
  expect(behind("1")(undefined, "198.51.100.1")).toBe("unknown");
});

test("a setting that says neither is refused at start", () => {
  for (const right of ["0", "1", "10.0.0.0/8", "10.0.0.1, ::1", "loopback"])
    expect(areProxies(right)).toBe(true);
  for (const wrong of ["-1", "yes", "10.0.0.0/99", "proxy.example", "10.0.0.1;10.0.0.2"])
    expect(areProxies(wrong)).toBe(false);
});
