import type { Contract } from "./queries";

/** What the audit log keeps of a contract. */
export const termFacts = (contract: Contract) => ({
  contractId: contract.id,
  planVersionId: contract.planVersionId,
  interval: contract.interval,
  seats: contract.quantities.seats,
  startsAt: contract.startsAt.toISOString(),
  endsAt: contract.endsAt?.toISOString() ?? null,
  atEnd: contract.atEnd,
  invoicedBy: contract.invoicedBy,
  reason: contract.overrideReason,
});
