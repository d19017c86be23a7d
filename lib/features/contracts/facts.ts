import type { Contract } from "./queries";

/** What the audit log keeps of a contract; the reason for its prices stays with the contract, since payers read the log. */
export const termFacts = (contract: Contract) => ({
  contractId: contract.id,
  planVersionId: contract.planVersionId,
  interval: contract.interval,
  seats: contract.quantities.seats,
  startsAt: contract.startsAt.toISOString(),
  endsAt: contract.endsAt?.toISOString() ?? null,
  atEnd: contract.atEnd,
  invoicedBy: contract.invoicedBy,
  negotiated: contract.overrideReason !== null,
});
