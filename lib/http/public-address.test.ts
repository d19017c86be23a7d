import { describe, expect, test } from "vitest";
import { addressIn, isLoopback, isPublicAddress } from "./public-address";

describe("only addresses of the public internet are public", () => {
  test.each(["8.8.8.8", "203.0.114.7", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])(
    "%s is",
    (address) => expect(isPublicAddress(address)).toBe(true),
  );
  test.each([
    "127.0.0.1",
    "0.0.0.0",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "100.64.0.1",
    "169.254.169.254",
    "224.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "fe80::1",
    "fc00::1",
    "fd00:ec2::254",
    "::ffff:127.0.0.1",
    "::ffff:169.254.169.254",
    "::7f00:1",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
    "2001:0:1:2:3:4:5:6",
    "localhost",
    "",
  ])("%s is not", (address) => expect(isPublicAddress(address)).toBe(false));
});

test("numbers that browsers read as addresses are addresses by the time an URL is parsed", () => {
  for (const host of ["2130706433", "0x7f.1", "0177.0.0.1", "127.1"])
    expect(addressIn(new URL(`https://${host}/`).hostname)).toBe("127.0.0.1");
  expect(addressIn(new URL("https://[::ffff:7f00:1]/").hostname)).toBe("::ffff:7f00:1");
  expect(addressIn("hooks.example.com")).toBeNull();
});

test("loopback", () => {
  for (const address of ["127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1"])
    expect(isLoopback(address)).toBe(true);
  expect(isLoopback("10.0.0.1")).toBe(false);
});
