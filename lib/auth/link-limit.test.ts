import { afterEach, expect, test, vi } from "vitest";
import { useDatabase } from "@/tests/support/use-database";
import { judgeLinkRequest, linkLimits } from "./link-limit";

useDatabase();
afterEach(() => {
  vi.useRealTimers();
});

test("a mailbox gets a few links, however it is written, for all callers and processes together", async () => {
  // Each process has limits of its own, over one database.
  const [web, otherWeb] = [linkLimits(), linkLimits()];
  const ask = (email: string, caller: string, limits = web) => judgeLinkRequest({ email, caller }, limits);
  for (let n = 0; n < 5; n++)
    expect(await ask("Aoi@Kaede.example", `10.0.0.${n}`, n % 2 ? web : otherWeb)).toBe("welcome");
  expect(await ask(" aoi@kaede.example ", "10.0.0.9")).toBe("too_many");
  expect(await ask("aoi@kaede.example", "10.0.0.9", otherWeb)).toBe("too_many");
  expect(await ask("ren@kaede.example", "10.0.0.9")).toBe("welcome");
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 301_000 });
  expect(await ask("aoi@kaede.example", "10.0.0.9")).toBe("welcome");
});

test("one caller cannot try many addresses", async () => {
  const limits = linkLimits();
  const ask = (n: number, caller = "10.1.0.1") =>
    judgeLinkRequest({ email: `p${n}@kaede.example`, caller }, limits);
  for (let n = 0; n < 20; n++) expect(await ask(n)).toBe("welcome");
  expect(await ask(20)).toBe("too_many");
  expect(await ask(20, "10.1.0.2")).toBe("welcome");
});

test("text that cannot be an address is refused as such and uses up no mailbox's share", async () => {
  const limits = linkLimits();
  for (const email of ["", "aoi", "aoi@kaede", "a@b.example,c@d.example", `${"a".repeat(10_000)}@b.example`])
    expect(await judgeLinkRequest({ email, caller: "10.2.0.1" }, limits)).toBe("no_address");
});
