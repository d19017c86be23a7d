import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { results, table } from "@/server/test-stripe.mjs";

/** The output and the exit code of `npm run test:stripe`. */
function run(key: string | undefined) {
  const env = { ...process.env, STRIPE_TEST_KEY: key };
  const { status, stderr } = spawnSync(process.execPath, ["server/test-stripe.mjs"], {
    env,
    encoding: "utf8",
  });
  return { status, lines: stderr.trim().split("\n") };
}

test.each([
  ["without a key", undefined],
  ["with a live key", "sk_live_1"],
  ["with a restricted live key", "rk_live_1"],
  ["with a public key", "pk_test_1"],
])("%s nothing is run, and one line says why", (_case, key) => {
  const { status, lines } = run(key);
  expect(status).toBe(1);
  expect(lines).toEqual([expect.stringMatching(/STRIPE_TEST_KEY.*sk_test_.*nothing was run/)]);
});

const report = {
  testResults: [
    {
      assertionResults: [
        { ancestorTitles: ["sandbox"], title: "one", status: "passed", failureMessages: [] },
        { ancestorTitles: ["sandbox"], title: "two [unverified]", status: "passed", failureMessages: [] },
        {
          ancestorTitles: ["Stripe"],
          title: "one",
          status: "failed",
          failureMessages: ["Error: 3 is not 4\n at x"],
        },
        { ancestorTitles: [], title: "not a claim", status: "passed", failureMessages: [] },
      ],
    },
  ],
};

test("each claim has a line with both results, a difference has its reason, and unverified claims are listed", () => {
  expect(table(results(report)).split("\n")).toEqual([
    "Claim             Sandbox    Stripe",
    "one               holds      differs",
    "two [unverified]  holds      not asked",
    "",
    "Differences:",
    "  one",
    "    Stripe: Error: 3 is not 4",
    "",
    "Claims that no documentation settles:",
    "  two: not asked at Stripe",
  ]);
});
