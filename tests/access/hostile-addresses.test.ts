import { NextRequest } from "next/server";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { findPerson, type Person } from "@/lib/features/people/tenants/queries";
import { makeTenant, makeUser } from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";

/* What files and figures are fetched from: whatever the address says, the answer is theirs to give and no error of ours. */

let person: Person;
vi.mock("next/headers", () => ({
  headers: async () => new Headers(),
  cookies: async () => ({ size: 1, get: () => undefined, getAll: () => [], set: () => {} }),
}));
vi.mock("next-intl/server", async () => {
  const { translator } = await import("@/lib/i18n/translator");
  return { getLocale: async () => "en", getTranslations: async (area: "errors") => translator("en", area) };
});
vi.mock("@/lib/auth/session", async () => ({
  currentPerson: async () => person,
  contextOf: async ({ id, name, staffRole }: Person) => ({
    actor: { kind: "user", userId: id, name, staffRole },
    now: new Date(),
    requestId: "req_1",
  }),
}));

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
  const found = await findPerson({ id: await makeUser("admin") });
  if (!found) throw new Error("the person was just made");
  person = found;
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
        const problem = await problemOf(() =>
          GET(request, { params: Promise.resolve(Object.fromEntries(named)) }),
        );
        if (problem) failed.push(`${JSON.stringify(text.slice(0, 30))}, ${isKnown}: ${problem}`);
      }
    expect(failed).toEqual([]);
  });
});

async function problemOf(answer: () => Promise<Response>) {
  try {
    const { status } = await answer();
    return status < 500 ? null : `answered ${status}`;
  } catch (error) {
    if (error instanceof Error && "digest" in error && String(error.digest).startsWith("NEXT_")) return null;
    return String(error).split("\n")[0];
  }
}
