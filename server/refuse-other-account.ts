import { readClock } from "@/lib/clock";
import { newId } from "@/lib/db/ids";
import { systemContext } from "@/lib/features/foundation/context/context";
import { agreeOnAccount, refusalOfAccount } from "@/lib/features/stripe/account/agree-on-account";

/**
 * Ends the process if the Stripe key belongs to another account than the customers and invoices of this database. Every
 * act there would fail, and a comparison would find everything gone.
 */
export async function refuseOtherAccount(): Promise<void> {
  const refusal = refusalOfAccount(
    await agreeOnAccount(systemContext("start", await readClock(), newId("audit"))),
  );
  if (refusal === null) return;
  console.error(refusal);
  process.exit(1);
}
