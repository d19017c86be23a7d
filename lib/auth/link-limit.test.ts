import { expect, test } from "vitest";
import { judgeLinkRequest, linkLimits } from "./link-limit";

const now = new Date("2026-11-20T03:00:00Z");
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);

test("a mailbox gets a few links at once, then one a minute, however it is written, for all callers together", () => {
  const limits = linkLimits();
  const ask = (email: string, caller: string, at = now) =>
    judgeLinkRequest({ email, caller, now: at }, limits);
  for (let n = 0; n < 5; n++) expect(ask("Aoi@Kaede.example", `10.0.0.${n}`)).toBe("welcome");
  expect(ask(" aoi@kaede.example ", "10.0.0.9")).toBe("too_many");
  expect(ask("ren@kaede.example", "10.0.0.9")).toBe("welcome");
  expect(ask("aoi@kaede.example", "10.0.0.9", later(61))).toBe("welcome");
});

test("one caller cannot try many addresses", () => {
  const limits = linkLimits();
  const results = Array.from({ length: 21 }, (_, n) =>
    judgeLinkRequest({ email: `p${n}@kaede.example`, caller: "10.0.0.1", now }, limits),
  );
  expect(results.slice(0, 20)).toEqual(Array(20).fill("welcome"));
  expect(results[20]).toBe("too_many");
  expect(judgeLinkRequest({ email: "a@b.example", caller: "10.0.0.2", now }, limits)).toBe("welcome");
});

test("text that cannot be an address is refused as such and uses up no mailbox's share", () => {
  const limits = linkLimits();
  for (const email of ["", "aoi", "aoi@kaede", "a@b.example,c@d.example", `${"a".repeat(10_000)}@b.example`])
    expect(judgeLinkRequest({ email, caller: "10.0.0.1", now }, limits)).toBe("no_address");
});
