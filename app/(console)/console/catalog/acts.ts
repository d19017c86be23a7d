import type { NewPlanActs, PlanActs } from "@/components/catalog/plan-acts";
import {
  discardDraft,
  duplicatePlan,
  importPlan,
  previewPublication,
  publishDraft,
  readPlan,
  restorePlan,
  retirePlan,
  saveDraft,
} from "./actions";

/** The server actions as the parts of the catalog know them. */
export const newPlanActs: NewPlanActs = { saveDraft, importPlan };

export const planActs: PlanActs = {
  saveDraft,
  readPlan,
  discardDraft,
  previewPublication,
  publishDraft,
  retire: retirePlan,
  restore: restorePlan,
  duplicate: duplicatePlan,
};
