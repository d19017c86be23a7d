import type { ActionOf } from "@/lib/features/foundation/use-case/use-case";
import type { cancelScheduled } from "@/lib/features/license/contracts/agreement/cancel-scheduled";
import type { previewContract } from "@/lib/features/license/contracts/agreement/preview-contract";
import type { setContract } from "@/lib/features/license/contracts/agreement/set-contract";
import type { endContract } from "@/lib/features/license/contracts/course/end-contract";
import type { DatedTerms } from "./contract-draft";

/** What the console does with a tenant's contract. Days are those of the tenant. */
export type ContractActions = {
  previewContract: (terms: DatedTerms) => ReturnType<typeof previewContract>;
  setContract: (terms: DatedTerms) => ReturnType<typeof setContract>;
  cancelScheduled: ActionOf<typeof cancelScheduled>;
  endContract: ActionOf<typeof endContract>;
};
