import type { PlanDefinition } from "@/lib/domain/catalog/plan";
import type { Result } from "@/lib/domain/errors";
import type { PlanDetail } from "@/lib/features/catalog/plans/overview/read-plan";
import type { PublicationPreview } from "@/lib/features/catalog/plans/publication/preview-publication";
import type { Published } from "@/lib/features/catalog/plans/publication/put-on-sale";

export type DraftInput = {
  key: string;
  rank: number;
  definition: PlanDefinition;
  revision: number | null;
  /** True: the plan must not exist yet. */
  isNew?: boolean;
};

/**
 * What can be done with a plan. The page that shows it brings the functions; a promise that rejects means the request
 * never arrived.
 */
export type PlanActs = {
  saveDraft(draft: DraftInput): Promise<Result<{ revision: number }>>;
  readPlan(key: string): Promise<Result<PlanDetail>>;
  discardDraft(input: { key: string; revision: number }): Promise<Result<{ planRemains: boolean }>>;
  previewPublication(key: string): Promise<Result<PublicationPreview>>;
  publishDraft(input: { key: string; revision: number }): Promise<Result<Published>>;
  retire(key: string): Promise<Result<unknown>>;
  restore(key: string): Promise<Result<unknown>>;
  duplicate(input: { key: string; newKey: string }): Promise<Result<{ key: string }>>;
};

/** A new plan, from nothing or from a file. */
export type NewPlanActs = Pick<PlanActs, "saveDraft"> & {
  importPlan(input: { key: string; document: string }): Promise<Result<{ key: string }>>;
};
