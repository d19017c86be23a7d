import { beforeAll, describe, expect, test, vi } from "vitest";
import { makeTenant } from "@/tests/support/factories";
import { problemOf, signInAs, signOut } from "@/tests/support/signed-in-person";
import { useDatabase } from "@/tests/support/use-database";

/*
 * A server action is an address that anybody may send anything to, whatever the types of its arguments say. It answers
 * what is wrong, or that there is nothing, and never with an error of its own.
 */

vi.mock("next/headers", async () => (await import("@/tests/support/signed-in-person")).headersOfTest);
vi.mock("next-intl/server", () => ({ getLocale: async () => "en" }));
vi.mock("@/lib/auth/session", async () => (await import("@/tests/support/signed-in-person")).sessionOfTest);

useDatabase();

const modules = import.meta.glob<Record<string, (...args: unknown[]) => Promise<unknown>>>([
  "/app/**/actions.ts",
  "/app/**/*-actions.ts",
  "!**/use-*-actions.ts",
]);

let slug: string;
beforeAll(async () => {
  ({ slug } = await makeTenant());
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

const readable = (args: unknown[]) =>
  args.map((each) => (each === deep ? "deep" : JSON.stringify(each))).join(", ");

const isResult = (answer: unknown): answer is { ok: boolean } =>
  typeof answer === "object" && answer !== null && "ok" in answer;

/** What each action of a file does wrong with each of the arguments. */
async function problemsOf(
  actions: Record<string, (...args: unknown[]) => Promise<unknown>>,
  judge: (answer: unknown) => string | null,
  lists = argumentLists(),
): Promise<string[]> {
  const problems: string[] = [];
  for (const [name, action] of Object.entries(actions))
    for (const args of lists) {
      const problem = await problemOf(() => action(...args), judge);
      if (problem) problems.push(`${name}(${readable(args)}): ${problem}`);
    }
  return problems;
}

describe.each(Object.entries(modules))("%s", (_, load) => {
  test("answers whatever it is called with", async () => {
    await signInAs("admin");
    const judge = (answer: unknown) => (isResult(answer) ? null : `answered ${answer}`);
    expect(await problemsOf(await load(), judge)).toEqual([]);
  });

  test("does nothing for strangers, nor for somebody who belongs to no tenant", async () => {
    const judge = (answer: unknown) => (isResult(answer) && !answer.ok ? null : "did what it was asked");
    for (const arrive of [signOut, () => signInAs(null)]) {
      await arrive();
      expect(await problemsOf(await load(), judge, [[slug], [slug, {}], [{}]])).toEqual([]);
    }
  });
});
