import { expect, test } from "vitest";
import { keepUntil } from "./document";

test("a document is kept for the years of the setting, counted from two months after its business year at the latest", () => {
  // A business year that begins on 1 December 2026 ends on 30 November 2027; ten years run from 31 January 2028.
  expect(keepUntil("2026-12-01", 10)).toBe("2038-01-31");
  expect(keepUntil("2026-01-31", 7)).toBe("2034-02-28");
});
