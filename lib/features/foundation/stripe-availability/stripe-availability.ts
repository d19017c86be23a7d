import { eq } from "drizzle-orm";
import { stripeAvailability } from "@/drizzle/schema";
import { acrossTenants, type Transaction } from "@/lib/db/transaction";
import { stripeIntegration } from "@/lib/stripe/client";
import { probeStripe } from "@/lib/stripe/probe";
import { noteBack, theOneRow } from "./note-stripe-state";

/** Since when Stripe has not answered; null: it does, or nobody has asked. */
export async function stripeAwaySince(tx: Transaction): Promise<Date | null> {
  if (!stripeIntegration()) return null;
  const [row] = await tx.select().from(stripeAvailability).where(eq(stripeAvailability.id, theOneRow));
  return row?.awaySince ?? null;
}

/** Asks Stripe whether it is back, for a process that stopped asking while no other one has reason to. */
export async function lookForStripe(): Promise<void> {
  await probeStripe();
  await acrossTenants(noteBack);
}
