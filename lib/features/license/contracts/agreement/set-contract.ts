import { type MessageOutcome, processMessage } from "@/lib/features/foundation/outbox/process-message";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { findRunningContract } from "@/lib/features/license/contracts/record/queries";
import { contractTaxes } from "@/lib/features/license/contracts/terms/contract-taxes";
import { contractTermsSchema, termsOf } from "@/lib/features/license/contracts/terms/contract-terms-schema";
import { agreeContract } from "./agree-contract";
import { requireLinkable } from "./require-linkable";

export type AgreedContract = {
  contractId: string;
  state: "active" | "scheduled";
  /** What became of it at Stripe; null where Choba does not invoice, or not yet. */
  stripe: MessageOutcome["state"] | null;
};

/** Sets a tenant's license or changes it: now, at an instant to come, or from an instant in the past on. */
export const setContract = useCase(tenant("contract.manage", { locks: true }), {
  input: contractTermsSchema,
  async write({ ctx, input, tx, tenantId }) {
    const running = await findRunningContract(tx, tenantId);
    const { invoicing } = input;
    if (invoicing.by === "stripe_dashboard" && invoicing.stripeSubscriptionId)
      await requireLinkable(tx, tenantId, invoicing.stripeSubscriptionId);
    const taxes = await contractTaxes(tx, input.taxKeys, running);
    return agreeContract(tx, ctx, tenantId, termsOf(input, taxes, ctx.now, running?.startsAt ?? null));
  },
  async afterCommit({ ctx }, { contract, messages }): Promise<AgreedContract> {
    let stripe: AgreedContract["stripe"] = null;
    for (const message of messages) {
      const { state } = await processMessage(ctx, message);
      // Of a change that waits, Stripe only learns when the present one ends: nothing is invoiced yet.
      if (contract.state === "active") stripe = state;
    }
    return {
      contractId: contract.id,
      state: contract.state === "active" ? "active" : "scheduled",
      stripe,
    };
  },
});
