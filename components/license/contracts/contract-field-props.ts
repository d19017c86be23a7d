import type { BaseOption, ContractsView } from "@/lib/features/license/contracts/agreement/read-contracts";
import type { ContractDraft } from "./contract-draft";

/** What every group of fields of the form is given. */
export type ContractFieldProps = {
  draft: ContractDraft;
  change: (part: Partial<ContractDraft>) => void;
  /** The chosen plan; undefined while none is. */
  base: BaseOption | undefined;
  contracts: ContractsView;
};
