import { beforeAll, describe, expect, test, vi } from "vitest";
import { findPerson, type Person } from "@/lib/features/people/tenants/queries";
import { makeTenant, makeUser } from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";

/*
 * A server action is an address that anybody may send anything to, whatever the types of its arguments say. It answers
 * what is wrong, or that there is nothing, and never with an error of its own.
 */

let person: Person;
vi.mock("next/headers", () => ({
  headers: async () => new Headers(),
  cookies: async () => ({ size: 1, get: () => undefined, getAll: () => [], set: () => {} }),
}));
vi.mock("next-intl/server", () => ({ getLocale: async () => "en" }));
vi.mock("@/lib/auth/session", async () => ({
  currentPerson: async () => person,
  endSession: async () => {},
  isSessionCookie: () => false,
  contextOf: async ({ id, name, staffRole }: Person) => ({
    actor: { kind: "user", userId: id, name, staffRole },
    now: new Date(),
    requestId: "req_1",
  }),
}));

useDatabase();

const modules = import.meta.glob<Record<string, (...args: unknown[]) => Promise<unknown>>>([
  "/app/**/actions.ts",
  "/app/**/*-actions.ts",
  "!**/use-*-actions.ts",
]);

let slug: string;
beforeAll(async () => {
  ({ slug } = await makeTenant());
  const found = await findPerson({ id: await makeUser("admin") });
  if (!found) throw new Error("the person was just made");
  person = found;
});

let deep: unknown = [];
for (let level = 0; level < 40_000; level++) deep = [deep];

const hostile = [undefined, null, [], {}, 7, "", "a\u0000", "\ud800", [null], { id: {} }, deep];
const argumentLists = () => [
  [],
  ...hostile.map((each) => [each]),
  ...hostile.map((each) => [each, each]),
  ...hostile.map((each) => [slug, each]),
];

describe.each(Object.entries(modules))("%s", (_, load) => {
  test("answers whatever it is called with", async () => {
    const failed: string[] = [];
    for (const [name, action] of Object.entries(await load()))
      for (const args of argumentLists()) {
        const problem = await problemOf(action, args);
        const told = args.map((each) => (each === deep ? "deep" : JSON.stringify(each))).join(", ");
        if (problem) failed.push(`${name}(${told}): ${problem}`);
      }
    expect(failed).toEqual([]);
  });
});

async function problemOf(action: (...args: unknown[]) => Promise<unknown>, args: unknown[]) {
  try {
    const answer = await action(...args);
    return typeof answer === "object" && answer !== null && "ok" in answer ? null : `answered ${answer}`;
  } catch (error) {
    // Next's own way to another page, or to none.
    if (error instanceof Error && "digest" in error && String(error.digest).startsWith("NEXT_")) return null;
    return String(error).split("\n")[0];
  }
}
