"use server";

import type { AddOnActs } from "@/components/catalog/add-on-sheet";
import type { MeterUnitInput } from "@/components/catalog/meter-unit-sheet";
import type { DraftInput } from "@/components/catalog/plan-acts";
import type { TaxRateActs } from "@/components/catalog/tax-rate-sheet";
import { asPerson } from "@/lib/auth/guard";
import type { TaxRounding } from "@/lib/domain/pricing/terms";
import { archiveAddOn as archiveOne } from "@/lib/features/catalog/add-ons/archive-add-on";
import { saveAddOn as saveOne } from "@/lib/features/catalog/add-ons/save-add-on";
import { createMeterUnit as createUnit } from "@/lib/features/catalog/meter-units/create-meter-unit";
import { deleteMeterUnit as deleteUnit } from "@/lib/features/catalog/meter-units/delete-meter-unit";
import { updateMeterUnit as updateUnit } from "@/lib/features/catalog/meter-units/update-meter-unit";
import { discardPlanDraft } from "@/lib/features/catalog/plans/drafts/discard-plan-draft";
import { duplicatePlan as duplicate } from "@/lib/features/catalog/plans/drafts/duplicate-plan";
import { importPlan as importDocument } from "@/lib/features/catalog/plans/drafts/import-plan";
import { savePlanDraft } from "@/lib/features/catalog/plans/drafts/save-plan-draft";
import { readPlan as read } from "@/lib/features/catalog/plans/overview/read-plan";
import { previewPublication as preview } from "@/lib/features/catalog/plans/publication/preview-publication";
import { publishPlanDraft } from "@/lib/features/catalog/plans/publication/publish-plan-draft";
import { restorePlan as restore } from "@/lib/features/catalog/plans/publication/restore-plan";
import { retirePlan as retire } from "@/lib/features/catalog/plans/publication/retire-plan";
import { archiveTaxRate as archiveRate } from "@/lib/features/catalog/tax-rates/archive-tax-rate";
import { createTaxRate as createRate } from "@/lib/features/catalog/tax-rates/create-tax-rate";
import { saveTaxRounding as saveRounding } from "@/lib/features/catalog/tax-rates/tax-rounding";
import { updateTaxRate as updateRate } from "@/lib/features/catalog/tax-rates/update-tax-rate";

/*
 * What the catalog's screens do. Each only finds out who asks and hands over; permission and input are checked by the
 * use-case, and the answer is a Result in plain JSON.
 */

type Input<Acts, Act extends keyof Acts> = Acts[Act] extends (input: infer Value) => unknown ? Value : never;

export async function saveDraft(draft: DraftInput) {
  return asPerson((ctx) => savePlanDraft(ctx, draft));
}

export async function readPlan(key: string) {
  return asPerson((ctx) => read(ctx, { key }));
}

export async function discardDraft(input: { key: string; revision: number }) {
  return asPerson((ctx) => discardPlanDraft(ctx, input));
}

export async function previewPublication(key: string) {
  return asPerson((ctx) => preview(ctx, { key }));
}

export async function publishDraft(input: { key: string; revision: number }) {
  return asPerson((ctx) => publishPlanDraft(ctx, input));
}

export async function retirePlan(key: string) {
  return asPerson((ctx) => retire(ctx, { key }));
}

export async function restorePlan(key: string) {
  return asPerson((ctx) => restore(ctx, { key }));
}

export async function duplicatePlan(input: { key: string; newKey: string }) {
  return asPerson((ctx) => duplicate(ctx, input));
}

export async function importPlan(input: { key: string; document: string }) {
  return asPerson((ctx) => importDocument(ctx, input));
}

export async function createMeterUnit(unit: MeterUnitInput) {
  return asPerson((ctx) => createUnit(ctx, unit));
}

export async function updateMeterUnit(unit: MeterUnitInput & { id: string }) {
  return asPerson((ctx) => updateUnit(ctx, unit));
}

export async function deleteMeterUnit(id: string) {
  return asPerson((ctx) => deleteUnit(ctx, { id }));
}

export async function saveAddOn(input: Input<AddOnActs, "save">) {
  return asPerson((ctx) => saveOne(ctx, input));
}

export async function archiveAddOn(input: Input<AddOnActs, "archive">) {
  return asPerson((ctx) => archiveOne(ctx, input));
}

export async function createTaxRate(rate: Input<TaxRateActs, "create">) {
  return asPerson((ctx) => createRate(ctx, rate));
}

export async function updateTaxRate(rate: Input<TaxRateActs, "update">) {
  return asPerson((ctx) => updateRate(ctx, rate));
}

export async function archiveTaxRate(input: Input<TaxRateActs, "archive">) {
  return asPerson((ctx) => archiveRate(ctx, input));
}

export async function saveTaxRounding(rounding: TaxRounding) {
  return asPerson((ctx) => saveRounding(ctx, rounding));
}
