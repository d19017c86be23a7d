"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { FormField } from "@/components/patterns/action-form";
import { FormSheet } from "@/components/patterns/form-sheet";
import { useFormAction } from "@/components/patterns/use-action";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { DateText } from "@/components/ui/date-text";
import { Textarea, TextInput } from "@/components/ui/text-input";
import { useToast } from "@/components/ui/toast";
import type { Result } from "@/lib/domain/errors";
import { minorToMajor } from "@/lib/domain/money/major-units";
import type { UsageAlerts } from "@/lib/features/billing/alerts/read-usage-alerts";
import type { setUsageAlerts } from "@/lib/features/billing/alerts/set-usage-alerts";
import type { ActionOf } from "@/lib/features/foundation/use-case/use-case";
import { formatMoney, formatNumber } from "@/lib/i18n/format";
import { typedThresholds } from "./typed-thresholds";

type AlertsProps = { alerts: UsageAlerts; setAlerts: ActionOf<typeof setUsageAlerts> };

/** From where on the payment administrator is told by mail, and what was reached this month. */
export function AlertsCard({ alerts, setAlerts }: AlertsProps) {
  const t = useTranslations("usage.alerts");
  const locale = useLocale();
  const { percents, amountsMinor, currency } = alerts;
  const list = new Intl.ListFormat(locale, { type: "conjunction" });
  const texts = [
    percents.length > 0 &&
      t("percents", { list: list.format(percents.map((percent) => `${formatNumber(percent, locale)}%`)) }),
    amountsMinor.length > 0 &&
      t("amounts", { list: list.format(amountsMinor.map((minor) => formatMoney(minor, currency, locale))) }),
  ].filter((text) => text !== false);
  return (
    <Card
      title={t("title")}
      description={t("lead")}
      actions={alerts.mayChange && <AlertsSheet alerts={alerts} setAlerts={setAlerts} />}
      className="print:hidden"
    >
      <div className="figures grid gap-1">
        {texts.length === 0 ? <p>{t("none")}</p> : texts.map((text) => <p key={text}>{text}</p>)}
      </div>
    </Card>
  );
}

/** What was reached this month, on top of the page. */
export function ReachedAlerts({ alerts }: Pick<AlertsProps, "alerts">) {
  const t = useTranslations("usage.alerts");
  const locale = useLocale();
  const { reached, currency, timeZone } = alerts;
  if (reached.length === 0) return null;
  return (
    <Banner tone="warning" title={t("reachedTitle")} className="print:hidden">
      <ul className="figures">
        {highest(reached).map(({ name, threshold, at }) => (
          <li key={`${name?.en} ${threshold}`}>
            {name
              ? t("reachedPercent", { name: name[locale], percent: formatNumber(threshold, locale) })
              : t("reachedAmount", { amount: formatMoney(threshold, currency, locale) })}{" "}
            <DateText at={at} timeZone={timeZone} format="dateTime" className="text-ink-quiet text-sm" />
          </li>
        ))}
      </ul>
    </Banner>
  );
}

/** Of each allowance, and of the cost, what was reached last: it says more than the ones before it. */
function highest(reached: UsageAlerts["reached"]): UsageAlerts["reached"] {
  const ascending = reached.toSorted((a, b) => Number(a.threshold) - Number(b.threshold));
  return [...new Map(ascending.map((each) => [each.name?.en ?? "", each])).values()];
}

function AlertsSheet({ alerts, setAlerts }: AlertsProps) {
  const t = useTranslations("usage.alerts");
  const common = useTranslations("common");
  const router = useRouter();
  const toast = useToast();
  const runAction = useFormAction();
  const { percents, amountsMinor, currency } = alerts;
  return (
    <FormSheet
      trigger={<Button size="sm">{t("change")}</Button>}
      title={t("title")}
      description={t("sheetLead")}
      submitLabel={common("save")}
      onSubmit={(value) =>
        runAction<unknown>(
          async () =>
            ofForm(await setAlerts(typedThresholds(value("percents"), value("amountsMinor"), currency))),
          () => {
            toast({ title: common("saved") });
            router.refresh();
          },
        )
      }
    >
      <FormField name="percents" label={t("percentsLabel")} hint={t("percentsHint")}>
        <TextInput
          defaultValue={percents.join(", ")}
          inputMode="numeric"
          autoComplete="off"
          className="figures"
        />
      </FormField>
      <FormField name="amountsMinor" label={t("amountsLabel", { currency })} hint={t("amountsHint")}>
        <Textarea
          defaultValue={amountsMinor.map((minor) => minorToMajor(minor, currency) ?? minor).join("\n")}
          rows={3}
          className="figures"
        />
      </FormField>
    </FormSheet>
  );
}

/** Each field of the form has several thresholds, and shows the errors of each. */
const ofForm = <T,>(result: Result<T>): Result<T> =>
  result.ok
    ? result
    : {
        ok: false,
        refusal: {
          ...result.refusal,
          fields: result.refusal.fields?.map((error) => ({
            ...error,
            field: error.field.split(".")[0] ?? "",
          })),
        },
      };
