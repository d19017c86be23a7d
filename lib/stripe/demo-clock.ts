import { env } from "@/lib/env";
import { OutsideUnreachable } from "@/lib/http/outside";

/**
 * Moves the clock of the Stripe stand-in, if there is one. Returns when everything due until then has
 * happened and was announced. Without a stand-in only Choba's own clock moves.
 */
export async function moveStripeClock(to: Date): Promise<void> {
  const address = env().CHOBA_CLOCK_URL;
  if (!address) return;
  const answer = await fetch(address, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ advance_to: Math.ceil(to.getTime() / 1000) }),
    signal: AbortSignal.timeout(60_000),
  }).catch((error: unknown) => {
    throw new OutsideUnreachable(`the Stripe stand-in's clock: ${String(error)}`);
  });
  if (!answer.ok) throw new OutsideUnreachable(`the Stripe stand-in's clock answered ${answer.status}`);
}
