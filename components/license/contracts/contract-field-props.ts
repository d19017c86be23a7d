import type { BaseOption, ContractsView } from "@/lib/features/license/contracts/agreement/read-contracts";
import type { ContractDraft } from "./contract-draft";

/** The props of every group of fields of the form. */
export type ContractFieldProps = {
  draft: ContractDraft;
  change: (part: Partial<ContractDraft>) => void;
  /** The chosen plan; undefined while none is. */
  base: BaseOption | undefined;
  contracts: ContractsView;
};
