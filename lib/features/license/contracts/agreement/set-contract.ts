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

/** Sets a tenant's license or changes it: from today on, from a day to come, or from a day in the past. */
export const setContract = useCase(tenant("contract.manage", { locks: true }), {
  input: contractTermsSchema,
  async write({ ctx, input, tx, tenantId, standing }) {
    const running = await findRunningContract(tx, tenantId);
    const { invoicing } = input;
    if (invoicing.by === "stripe_dashboard" && invoicing.stripeSubscriptionId)
      await requireLinkable(tx, tenantId, invoicing.stripeSubscriptionId);
    const taxes = await contractTaxes(tx, input.taxKeys, running);
    const { timeZone } = standing.tenant;
    const terms = termsOf(input, taxes, { now: ctx.now, timeZone, notBefore: running?.startsAt ?? null });
    return agreeContract(tx, ctx, tenantId, terms);
  },
  async afterCommit({ ctx }, { contract, messages }): Promise<AgreedContract> {
    let stripe: AgreedContract["stripe"] = null;
    for (const message of messages) {
      const { state } = await processMessage(ctx, message);
      // Of a change that waits, nothing is invoiced yet.
      if (contract.state === "active" && contract.invoicedBy === "choba" && stripe !== "refused")
        stripe = state;
    }
    return {
      contractId: contract.id,
      state: contract.state === "active" ? "active" : "scheduled",
      stripe,
    };
  },
});
