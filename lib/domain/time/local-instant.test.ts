import { expect, test } from "vitest";
import { instantOfLocal, localOfInstant } from "./local-instant";

test("a date field is read in the tenant's zone, and written back as it was", () => {
  expect(instantOfLocal("2026-12-01T00:00", "Asia/Tokyo")?.toISOString()).toBe("2026-11-30T15:00:00.000Z");
  expect(localOfInstant("2026-11-30T15:00:00Z", "Asia/Tokyo")).toBe("2026-12-01T00:00");
  expect(instantOfLocal("2026-07-01T00:00", "America/Los_Angeles")?.toISOString()).toBe(
    "2026-07-01T07:00:00.000Z",
  );
});

test("text that is no date gives null", () => {
  for (const text of ["", "2026-13-01T00:00", "2026-02-30T00:00", "tomorrow"])
    expect(instantOfLocal(text, "UTC")).toBeNull();
});
