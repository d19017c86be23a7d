"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { FormSheet } from "@/components/patterns/form-sheet";
import { useFormAction } from "@/components/patterns/use-action";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toast";
import type {
  changeSalesModel,
  SalesModelPreview,
} from "@/lib/features/console/sales-model/change-sales-model";
import type { ActionOf } from "@/lib/features/foundation/use-case/use-case";
import { formatEnd } from "@/lib/i18n/format";
import { EffectList } from "./effect-list";

type SalesModelSheetProps = {
  preview: SalesModelPreview;
  timeZone: string;
  changeSalesModel: ActionOf<typeof changeSalesModel>;
};

/** Converts a tenant to the other sales model, after saying exactly what happens, or why it cannot be now. */
export function SalesModelSheet({ preview, timeZone, changeSalesModel }: SalesModelSheetProps) {
  const t = useTranslations("tenantSettings.salesModel");
  const locale = useLocale();
  const router = useRouter();
  const toast = useToast();
  const runAction = useFormAction();
  const { to, effects, obstacles, payer } = preview;
  const values = {
    plan: preview.planName[locale],
    date: preview.periodEnd ? formatEnd(preview.periodEnd, timeZone, locale, "long") : "",
    currency: preview.currency,
    count: preview.plansToBuy,
    quotes: preview.openQuotes,
  };
  return (
    <FormSheet
      trigger={<Button size="sm">{t(`change.${to}`)}</Button>}
      title={t(`sheetTitle.${to}`)}
      submitLabel={t(`submit.${to}`)}
      notReady={obstacles.length > 0}
      onOpen={() => router.refresh()}
      onSubmit={() =>
        runAction(
          async () => {
            const result = await changeSalesModel({ to, effects });
            // Obstacles and effects are read again into the open sheet.
            if (!result.ok) router.refresh();
            return result;
          },
          ({ renewal }) => {
            if (renewal === "refused") toast({ title: t("renewalRefused"), tone: "bad" });
            else toast({ title: t(`done.${to}`) });
            if (renewal === "underway") toast({ title: t("renewalUnderway"), tone: "info" });
            router.refresh();
          },
        )
      }
    >
      {obstacles.length > 0 && (
        <Banner tone="warning" title={t("refused")}>
          {obstacles.map((obstacle) => (
            <p key={obstacle}>{t(`obstacles.${obstacle}`, values)}</p>
          ))}
        </Banner>
      )}
      <EffectList
        title={t("happens")}
        effects={[...effects.map((effect) => t(`effects.${effect}`, values)), t("told", payer)]}
      />
    </FormSheet>
  );
}
