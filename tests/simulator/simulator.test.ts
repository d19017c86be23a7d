import { test, vi } from "vitest";
import { limitMs } from "@/server/bootstrap/machine.mjs";
import { isLong } from "../support/long";
import { live } from "./live";

/** A comparison with Stripe asks ten times a second: that is kept elsewhere, and would be waited for here. */
vi.mock("@/lib/features/stripe/reconciliation/pace", () => ({
  pace: async () => {},
  afterRequests: () => "0 seconds",
}));

if (!process.env.CHOBA_TEST_TELL)
  for (const way of ["error", "trace", "log"] as const) vi.spyOn(console, way).mockImplementation(() => {});

const given = Number(process.env.CHOBA_TEST_SEED);
const count = isLong ? Number(process.env.CHOBA_TEST_SEEDS ?? 1_000) : 3;
const first = given || 1;
const seeds = Array.from(
  { length: given && !process.env.CHOBA_TEST_SEEDS ? 1 : count },
  (_, number) => first + number,
);

test.each(seeds)(
  "after bad days everything is as it must be (CHOBA_TEST_SEED=%i)",
  async (seed) => {
    const { story, broken } = await live(seed, { tenants: 2, stops: 4 });
    if (process.env.CHOBA_TEST_TELL) console.log(story.join("\n"));
    if (broken.length > 0)
      throw new Error(`CHOBA_TEST_SEED=${seed}\n${[...broken, "What happened:", ...story].join("\n")}`);
  },
  limitMs(120_000),
);
