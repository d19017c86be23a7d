import type Stripe from "stripe";
import { expect } from "vitest";
import type { Harness } from "@/sandbox/testing/harness";

/** Calls a group of endpoints, so that each responds at least once with every field filled. */
export type Tour = (stripe: Stripe, harness: Harness) => Promise<void>;

/** The refusal is intended: its body is checked like any response. */
export async function refused(work: Promise<unknown>, status: number): Promise<void> {
  await expect(work).rejects.toMatchObject({ statusCode: status });
}
