"use server";

import { personAction } from "@/lib/auth/server-actions";
import { archiveAddOn as archiveOne } from "@/lib/features/catalog/add-ons/archive-add-on";
import { saveAddOn as saveOne } from "@/lib/features/catalog/add-ons/save-add-on";
import { archiveCoupon as archiveOneCoupon } from "@/lib/features/catalog/coupons/archive-coupon";
import { couponUses as readUses } from "@/lib/features/catalog/coupons/coupon-uses";
import { createCoupon as createOne } from "@/lib/features/catalog/coupons/create-coupon";
import { updateCoupon as updateOne } from "@/lib/features/catalog/coupons/update-coupon";
import { createMeterUnit as createUnit } from "@/lib/features/catalog/meter-units/create-meter-unit";
import { deleteMeterUnit as deleteUnit } from "@/lib/features/catalog/meter-units/delete-meter-unit";
import { updateMeterUnit as updateUnit } from "@/lib/features/catalog/meter-units/update-meter-unit";
import { discardPlanDraft as discard } from "@/lib/features/catalog/plans/drafts/discard-plan-draft";
import { duplicatePlan as duplicate } from "@/lib/features/catalog/plans/drafts/duplicate-plan";
import { importPlan as importOne } from "@/lib/features/catalog/plans/drafts/import-plan";
import { savePlanDraft as save } from "@/lib/features/catalog/plans/drafts/save-plan-draft";
import { readPlan as read } from "@/lib/features/catalog/plans/overview/read-plan";
import { previewPublication as preview } from "@/lib/features/catalog/plans/publication/preview-publication";
import { publishPlanDraft as publish } from "@/lib/features/catalog/plans/publication/publish-plan-draft";
import { restorePlan as restore } from "@/lib/features/catalog/plans/publication/restore-plan";
import { retirePlan as retire } from "@/lib/features/catalog/plans/publication/retire-plan";
import { setProductId as setId } from "@/lib/features/catalog/products/set-product-id";
import { archiveTaxRate as archiveRate } from "@/lib/features/catalog/tax-rates/archive-tax-rate";
import { createTaxRate as createRate } from "@/lib/features/catalog/tax-rates/create-tax-rate";
import { setDefaultTaxRate as setDefault } from "@/lib/features/catalog/tax-rates/set-default-tax-rate";
import { saveTaxSettings as saveSettings } from "@/lib/features/catalog/tax-rates/tax-settings";
import { updateTaxRate as updateRate } from "@/lib/features/catalog/tax-rates/update-tax-rate";

export const savePlanDraft = personAction(save);
export const readPlan = personAction(read);
export const discardPlanDraft = personAction(discard);
export const previewPublication = personAction(preview);
export const publishPlanDraft = personAction(publish);
export const retirePlan = personAction(retire);
export const restorePlan = personAction(restore);
export const duplicatePlan = personAction(duplicate);
export const importPlan = personAction(importOne);

export const createMeterUnit = personAction(createUnit);
export const updateMeterUnit = personAction(updateUnit);
export const deleteMeterUnit = personAction(deleteUnit);

export const saveAddOn = personAction(saveOne);
export const archiveAddOn = personAction(archiveOne);

export const setProductId = personAction(setId);

export const createCoupon = personAction(createOne);
export const updateCoupon = personAction(updateOne);
export const archiveCoupon = personAction(archiveOneCoupon);
export const couponUses = personAction(readUses);

export const createTaxRate = personAction(createRate);
export const updateTaxRate = personAction(updateRate);
export const archiveTaxRate = personAction(archiveRate);
export const saveTaxSettings = personAction(saveSettings);
export const setDefaultTaxRate = personAction(setDefault);
