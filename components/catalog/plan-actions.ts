import type { discardPlanDraft } from "@/lib/features/catalog/plans/drafts/discard-plan-draft";
import type { duplicatePlan } from "@/lib/features/catalog/plans/drafts/duplicate-plan";
import type { importPlan } from "@/lib/features/catalog/plans/drafts/import-plan";
import type { savePlanDraft } from "@/lib/features/catalog/plans/drafts/save-plan-draft";
import type { readPlan } from "@/lib/features/catalog/plans/overview/read-plan";
import type { previewPublication } from "@/lib/features/catalog/plans/publication/preview-publication";
import type { publishPlanDraft } from "@/lib/features/catalog/plans/publication/publish-plan-draft";
import type { restorePlan } from "@/lib/features/catalog/plans/publication/restore-plan";
import type { retirePlan } from "@/lib/features/catalog/plans/publication/retire-plan";
import type { ActionOf } from "@/lib/features/foundation/use-case/use-case";

/**
 * What can be done with a plan. The page that shows it brings the functions; a promise that rejects means the request
 * never arrived.
 */
export type PlanActions = {
  savePlanDraft: ActionOf<typeof savePlanDraft>;
  readPlan: ActionOf<typeof readPlan>;
  discardPlanDraft: ActionOf<typeof discardPlanDraft>;
  previewPublication: ActionOf<typeof previewPublication>;
  publishPlanDraft: ActionOf<typeof publishPlanDraft>;
  retirePlan: ActionOf<typeof retirePlan>;
  restorePlan: ActionOf<typeof restorePlan>;
  duplicatePlan: ActionOf<typeof duplicatePlan>;
};

/** A new plan, from nothing or from a file. */
export type NewPlanActions = Pick<PlanActions, "savePlanDraft"> & {
  importPlan: ActionOf<typeof importPlan>;
};
