import { expect, test } from "vitest";
import { attachment } from "./attachment";

test("names in any language arrive, with an ASCII name for clients that cannot read them", () => {
  expect(attachment("見積書_Q-2026-0001", "pdf")).toBe(
    `attachment; filename="__Q-2026-0001.pdf"; filename*=UTF-8''%E8%A6%8B%E7%A9%8D%E6%9B%B8_Q-2026-0001.pdf`,
  );
});

test("a name cannot end the header, leave its folder or name another file", () => {
  const header = attachment('a"\r\nSet-Cookie: x/../b\\c (1)*', "pdf");
  expect(header).not.toMatch(/[\r\n\\]|\.\.\//);
  expect(header.match(/"/g)).toHaveLength(2);
  expect(header).toContain("%281%29");
});
