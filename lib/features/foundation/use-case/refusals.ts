import { isContention } from "@/lib/db/errors";
import { Busy } from "@/lib/db/group-commit";
import { Refused, type Result, refused } from "@/lib/domain/errors";
import { OutsideRefused, OutsideUnreachable } from "@/lib/http/outside";

/** Refusals become typed answers, and so does what may be tried again. Anything else is our own fault and goes up. */
export function answerRefusal(error: unknown): Result<never> {
  if (error instanceof Refused) return refused(error.refusal.code, error.refusal);
  if (error instanceof Busy || isContention(error)) return refused("busy");
  throw error;
}

/** Asks Stripe while somebody waits. Silence and a refusal become refusals that the screen can explain. */
export async function askStripe<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof OutsideUnreachable) throw new Refused("stripe_unreachable");
    if (error instanceof OutsideRefused) {
      console.warn(`Stripe refused (${error.reason}): ${error.message}`);
      throw new Refused("stripe_refused", { params: { reason: error.reason } });
    }
    throw error;
  }
}
