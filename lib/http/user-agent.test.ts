import { expect, test } from "vitest";
import { deviceOf } from "./user-agent";

test("browsers are named as people call them; what nobody knows has no name", () => {
  const chrome =
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";
  const safari =
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1";
  expect(deviceOf(chrome)).toEqual({ browser: "Chrome", system: "Windows" });
  expect(deviceOf(safari)).toEqual({ browser: "Safari", system: "iOS" });
  for (const odd of ["", "\u0000", "x".repeat(400)])
    expect(deviceOf(odd)).toEqual({ browser: null, system: null });
});
