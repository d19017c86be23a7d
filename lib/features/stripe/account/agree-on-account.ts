import { eq } from "drizzle-orm";
import { stripeAccount } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import type { Context } from "@/lib/features/foundation/context/context";
import { OutsideRefused, OutsideUnreachable } from "@/lib/http/outside";
import { type AccountFacts, readAccount } from "@/lib/stripe/account";
import { stripeIntegration } from "@/lib/stripe/client";

/** What the key's account is compared with. `other`: the database's customers and invoices are in another account. */
export type AccountAgreement =
  | { state: "same" | "unknown" }
  | { state: "other"; known: AccountFacts; found: AccountFacts };

/**
 * Compares the account of the Stripe key with the one that the database knows; the first one is noted. `unknown`: Stripe
 * does not answer, or the key may not read it, which is no reason not to start.
 */
export async function agreeOnAccount({ now }: Context): Promise<AccountAgreement> {
  if (!stripeIntegration()) return { state: "unknown" };
  const found = await readAccount().catch((error) => {
    if (error instanceof OutsideUnreachable || error instanceof OutsideRefused) return null;
    throw error;
  });
  if (!found) return { state: "unknown" };
  return acrossTenants(async (tx): Promise<AccountAgreement> => {
    await tx
      .insert(stripeAccount)
      .values({ id: 1, ...found, since: now })
      .onConflictDoNothing();
    const [known] = await tx.select().from(stripeAccount).where(eq(stripeAccount.id, 1));
    if (!known || (known.accountId === found.accountId && known.isLive === found.isLive))
      return { state: "same" };
    const { accountId, isLive } = known;
    return { state: "other", known: { accountId, isLive }, found };
  });
}

const inWords = ({ accountId, isLive }: AccountFacts) => `${accountId} (${isLive ? "live" : "test"} mode)`;

/** The refusal in words, for who starts Choba; null: nothing is wrong. */
export const refusalOfAccount = (agreement: AccountAgreement): string | null =>
  agreement.state === "other"
    ? `STRIPE_SECRET_KEY belongs to the Stripe account ${inWords(agreement.found)}, but the customers and invoices of this database are in ${inWords(agreement.known)}. Set the key of that account, or use another database (docs/operations.md, Another Stripe account).`
    : null;
