import type { Discount } from "@/lib/domain/pricing/terms";
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
  discount: contract.discount && offText(contract.discount),
  discountMonths: contract.discount?.months ?? null,
  taxes: contract.taxes.map(({ key }) => key).join(", ") || null,
});

/** `10%`, or an amount with its currency: `1000 JPY`. */
const offText = ({ value }: Discount) =>
  value.type === "percent" ? `${value.percent}%` : `${value.amountMinor} ${value.currency}`;
