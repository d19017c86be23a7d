import type { ContractsView } from "@/lib/features/license/contracts/agreement/read-contracts";
import { PaymentBanner } from "./payment-banner";
import { ScheduledBanner } from "./scheduled-banner";

/** What a tenant should know at once of its contract: an invoice that is due, and what comes next. */
export function ContractNotices({ contracts }: { contracts: ContractsView }) {
  return (
    <div className="grid gap-2.5 empty:hidden">
      <PaymentBanner contracts={contracts} isPayer />
      <ScheduledBanner contracts={contracts} cancel={null} />
    </div>
  );
}
