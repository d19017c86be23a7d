"use client";

import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { FormField } from "@/components/patterns/action-form";
import { FormSheet } from "@/components/patterns/form-sheet";
import { useFormAction } from "@/components/patterns/use-action";
import { Button } from "@/components/ui/button";
import { TextInput } from "@/components/ui/text-input";
import { useToast } from "@/components/ui/toast";
import type { LocalizedText } from "@/lib/domain/catalog/plan";
import type { archiveCoupon } from "@/lib/features/catalog/coupons/archive-coupon";
import type { couponUses } from "@/lib/features/catalog/coupons/coupon-uses";
import type { createCoupon } from "@/lib/features/catalog/coupons/create-coupon";
import type { CouponView } from "@/lib/features/catalog/coupons/list-coupons";
import type { updateCoupon } from "@/lib/features/catalog/coupons/update-coupon";
import type { ActionOf } from "@/lib/features/foundation/use-case/use-case";
import { couponInput, isInUse } from "./coupon-input";
import { CouponTermsFields } from "./coupon-terms-fields";

export type CouponActions = {
  createCoupon: ActionOf<typeof createCoupon>;
  updateCoupon: ActionOf<typeof updateCoupon>;
  archiveCoupon: ActionOf<typeof archiveCoupon>;
};
export type ReadCouponUses = ActionOf<typeof couponUses>;
export type PlanChoice = { key: string; name: LocalizedText };

type Props = {
  coupon: CouponView | null;
  plans: readonly PlanChoice[];
  currency: string;
  actions: CouponActions;
};

/** A coupon. What it takes off, and for whom, is fixed once somebody has used it. */
export function CouponSheet({ coupon, plans, currency, actions }: Props) {
  const t = useTranslations("catalog.coupons");
  const languages = useTranslations("catalog.languages");
  const common = useTranslations("common");
  const locale = useLocale();
  const router = useRouter();
  const toast = useToast();
  const runAction = useFormAction();
  const name = coupon?.code ?? "";
  const labelled = (language: "en" | "ja") =>
    languages("labelled", { label: t("name"), language: languages(language) });
  const done = () => {
    toast({ title: common("saved") });
    router.refresh();
  };
  return (
    <FormSheet
      trigger={
        coupon ? (
          <Button size="sm" aria-label={t("editNamed", { name })}>
            {t("edit")}
          </Button>
        ) : (
          <Button variant="primary" icon={<Plus aria-hidden="true" />}>
            {t("new")}
          </Button>
        )
      }
      title={coupon ? t("editNamed", { name }) : t("new")}
      description={t("sheetLead")}
      submitLabel={coupon ? common("save") : t("create")}
      onSubmit={(field) => {
        const keys = plans.map(({ key }) => key);
        const input = couponInput(field, coupon, keys);
        if (coupon) return runAction<unknown>(() => actions.updateCoupon({ ...input, id: coupon.id }), done);
        return runAction<unknown>(() => actions.createCoupon({ ...input, code: field("code") }), done);
      }}
    >
      <FormField
        name="code"
        label={t("code")}
        hint={coupon ? t("codeStays") : t("codeHint")}
        disabled={coupon !== null}
      >
        <TextInput
          defaultValue={coupon?.code}
          autoComplete="off"
          spellCheck={false}
          className="font-mono uppercase"
        />
      </FormField>
      <FormField name="name.en" label={labelled("en")} hint={t("nameHint")}>
        <TextInput defaultValue={coupon?.name.en} lang="en" autoComplete="off" />
      </FormField>
      <FormField name="name.ja" label={labelled("ja")}>
        <TextInput defaultValue={coupon?.name.ja} lang="ja" autoComplete="off" />
      </FormField>
      <CouponTermsFields
        coupon={coupon}
        isFixed={coupon !== null && isInUse(coupon)}
        plans={plans.map((plan) => ({ key: plan.key, name: plan.name[locale] }))}
        currency={currency}
      />
      <FormField name="lastDay" label={t("lastDay")} hint={t("lastDayHint")} optional>
        <TextInput type="date" defaultValue={coupon?.lastDay ?? ""} className="figures" />
      </FormField>
      <FormField name="maximumUses" label={t("maximumUses")} hint={t("maximumUsesHint")} optional>
        <TextInput
          defaultValue={coupon?.maximumUses ?? ""}
          inputMode="numeric"
          autoComplete="off"
          className="figures max-w-32"
        />
      </FormField>
    </FormSheet>
  );
}
