import { z } from "zod";
import { Refused } from "@/lib/domain/errors";
import { emailAddress, requiredRemark } from "@/lib/features/foundation/input/input-rules";
import { processMessage } from "@/lib/features/foundation/outbox/process-message";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { writePaymentAccount } from "./write-payment-account";

/**
 * Creates the tenant's payment account: the message is committed first, then Stripe is asked for a Customer. Returns
 * whether Stripe has confirmed it already; if not, the worker goes on and the screen says so.
 */
export const createPaymentAccount = useCase(tenant("payment_account.create", { locks: true }), {
  input: z.strictObject({ payerName: requiredRemark(100), payerEmail: emailAddress }),
  async write({ ctx, input, tx, standing }) {
    const message = await writePaymentAccount(tx, ctx, standing.tenant, input);
    if (!message) throw new Refused("payment_account_exists");
    return message;
  },
  async afterCommit({ ctx }, message) {
    const outcome = await processMessage(ctx, message);
    if (outcome.state === "refused")
      throw new Refused("stripe_refused", { params: { reason: outcome.reason } });
    return { confirmed: outcome.state === "done" };
  },
});
