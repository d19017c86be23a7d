import type { Result } from "@/lib/domain/errors";
import type { ContractPreview } from "@/lib/features/license/contracts/agreement/preview-contract";
import type { AgreedContract } from "@/lib/features/license/contracts/agreement/set-contract";
import type { LocalTerms } from "./draft";

/** What the desk does with a tenant's contract. Times are local ones of the tenant. */
export type ContractActs = {
  preview(terms: LocalTerms): Promise<Result<ContractPreview>>;
  set(terms: LocalTerms): Promise<Result<AgreedContract>>;
  cancelScheduled(): Promise<Result<unknown>>;
  end(input: { at: string | null; reason: string }): Promise<Result<unknown>>;
};
