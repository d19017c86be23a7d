import type Stripe from "stripe";
import { expect } from "vitest";
import type { Harness } from "@/sandbox/testing/harness";

/** A walk through a group of endpoints, so that each answers at least once with everything filled in. */
export type Tour = (stripe: Stripe, harness: Harness) => Promise<void>;

/** The refusal is part of the tour: its body is checked like any answer. */
export async function refused(work: Promise<unknown>, status: number): Promise<void> {
  await expect(work).rejects.toMatchObject({ statusCode: status });
}
