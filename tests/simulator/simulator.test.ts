import { test, vi } from "vitest";
import { limitMs } from "@/server/bootstrap/machine.mjs";
import { isLong } from "../support/long";
import { live } from "./live";

/*
 * Bad days: see README.md. `CHOBA_TEST_SEED` repeats one seed, `CHOBA_TEST_SEEDS` says how many there are from that one on,
 * and `CHOBA_TEST_TELL=1` tells what happens in each.
 */

/** A comparison with Stripe asks ten times a second: that is tested elsewhere, and would only be waited for here. */
vi.mock("@/lib/features/stripe/reconciliation/pace", () => ({
  pace: async () => {},
  afterRequests: () => "0 seconds",
}));

// What fails is logged, a thousand times here.
const tell = process.env.CHOBA_TEST_TELL ? console.log : () => {};
for (const way of ["error", "trace", "log"] as const) vi.spyOn(console, way).mockImplementation(() => {});

const given = Number(process.env.CHOBA_TEST_SEED);
const usually = given ? 1 : isLong ? 1_000 : 2;
const count = Number(process.env.CHOBA_TEST_SEEDS) || usually;
const seeds = Array.from({ length: count }, (_, number) => (given || 1) + number);

test.each(seeds)(
  "after bad days everything is as it must be (CHOBA_TEST_SEED=%i)",
  async (seed) => {
    const began = performance.now();
    const { story, broken } = await live(seed, { tenants: 2, stops: 4 });
    const said = [...broken, "What happened:", ...story].join("\n");
    tell(
      `CHOBA_TEST_SEED=${seed}: ${broken.length} broken, ${Math.round(performance.now() - began)} ms\n${said}`,
    );
    if (broken.length > 0) throw new Error(`CHOBA_TEST_SEED=${seed}\n${said}`);
  },
  limitMs(120_000),
);
