import { NextRequest } from "next/server";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { makeTenant } from "@/tests/support/factories";
import { problemOf, signInAs } from "@/tests/support/signed-in-person";
import { useDatabase } from "@/tests/support/use-database";

/* What files and figures are fetched from: whatever the address says, the answer is theirs to give and no error of ours. */

vi.mock("next/headers", async () => (await import("@/tests/support/signed-in-person")).headersOfTest);
vi.mock("next-intl/server", async () => {
  const { translator } = await import("@/lib/i18n/translator");
  return { getLocale: async () => "en", getTranslations: async (area: "errors") => translator("en", area) };
});
vi.mock("@/lib/auth/session", async () => (await import("@/tests/support/signed-in-person")).sessionOfTest);

useDatabase();

type Handler = (
  request: NextRequest,
  route: { params: Promise<Record<string, string>> },
) => Promise<Response>;
const modules = import.meta.glob<Partial<Record<"GET" | "POST", Handler>>>([
  "/app/**/route.ts",
  // The API has tests of its own; next-auth answers its own addresses.
  "!/app/api/**",
]);

let slug: string;
beforeAll(async () => {
  ({ slug } = await makeTenant());
  await signInAs("admin");
});

const hostile = [
  "",
  "[]",
  "-1",
  "99999999999999999999",
  "2026-13",
  "a\u0301",
  "x".repeat(3_000),
  "__proto__",
  "../..",
  "a\r\nb",
];

describe.each(Object.entries(modules))("%s", (file, load) => {
  const names = [...file.matchAll(/\[(?:\.\.\.)?(\w+)\]/g)].map(([, name = ""]) => name);
  const asked = [
    "month",
    "page",
    "tenant",
    "state",
    "q",
    "from",
    "to",
    "currency",
    "sort",
    "months",
    "year",
    "plan",
  ];

  test("answers whatever its address says", async () => {
    const { GET } = await load();
    if (!GET) return;
    const failed: string[] = [];
    for (const text of hostile)
      for (const isKnown of [true, false]) {
        const named = names.map((name) => [name, name === "tenant" && isKnown ? slug : text]);
        const query = new URLSearchParams(asked.map((name) => [name, text]));
        const request = new NextRequest(`http://choba.test/?${query}&${encodeURIComponent(text)}=1`);
        const route = { params: Promise.resolve(Object.fromEntries(named)) };
        const problem = await problemOf(
          () => GET(request, route),
          ({ status }) => (status < 500 ? null : `answered ${status}`),
        );
        if (problem) failed.push(`${JSON.stringify(text.slice(0, 30))}, ${isKnown}: ${problem}`);
      }
    expect(failed).toEqual([]);
  });
});
