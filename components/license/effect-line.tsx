import { useLocale, useTranslations } from "next-intl";
import { Money } from "@/components/ui/money";
import { Td } from "@/components/ui/table";
import type { PreviewLine } from "@/lib/domain/license/order";
import type { ChangePreview } from "@/lib/features/license/plan-change/preview-change";
import { formatDateRange } from "@/lib/i18n/format";

type Props = { line: PreviewLine; preview: ChangePreview; currency: string; timeZone: string };

/**
 * One line in Stripe's words, because the invoice has the same. Stripe writes English, so in Japanese our own words come
 * first: a negative line credits the present plan, a positive one is the new plan.
 */
export function EffectLine({ line, preview, currency, timeZone }: Props) {
  const t = useTranslations("plans");
  const locale = useLocale();
  const isCredit = line.amountMinor.startsWith("-");
  const interval = preview.interval === "month" ? t("monthly") : t("yearly");
  const ours = isCredit
    ? t("change.lineCredit", { plan: preview.currentPlanName[locale] })
    : t("withInterval", { plan: preview.planName[locale], interval });
  const title = locale === "en" && line.description ? line.description : ours;
  return (
    <tr>
      <Td>
        {title}
        <span className="figures block text-ink-quiet text-sm">
          {formatDateRange(line.from, line.to, timeZone, locale)}
        </span>
        {title !== line.description && line.description && (
          <span lang="en" className="block text-ink-quiet text-sm">
            {line.description}
          </span>
        )}
      </Td>
      <Td numeric>
        <Money minor={line.amountMinor} currency={currency} />
      </Td>
    </tr>
  );
}
