import { Refused } from "@/lib/domain/errors";
import { OutsideRefused, OutsideUnreachable } from "@/lib/http/outside";

/** Reads from Stripe while somebody waits; silence or a no become refusals that the screen can explain. */
export async function askStripe<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof OutsideUnreachable) throw new Refused("stripe_unreachable");
    if (error instanceof OutsideRefused) {
      console.warn(`Stripe refused (${error.reason}): ${error.message}`);
      throw new Refused("stripe_refused", { params: { reason: error.reason } });
    }
    throw error;
  }
}
