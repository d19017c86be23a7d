import { useLocale, useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import type { ComparedPlan } from "@/lib/domain/pricing/compare-plans";
import type { TaxSetting } from "@/lib/domain/promise/promise-terms";
import { taxTreatmentText } from "@/lib/i18n/promise/tax-treatment-text";
import { EstimateResult } from "./estimate-result";

/** Where the calculation stands on the page. */
export const calculationId = "calculation";

type Props = { plan: ComparedPlan; ownTax: TaxSetting | null };

/** The calculation of one plan, and why it has no tax where the tenant pays none. */
export function ShownEstimate({ plan: { definition, estimate }, ownTax }: Props) {
  const t = useTranslations("pricing.page");
  const locale = useLocale();
  if (!estimate) return null;
  const untaxed =
    ownTax && estimate.monthly.taxes.length === 0
      ? taxTreatmentText(ownTax, definition.currency, locale)
      : null;
  return (
    <Card id={calculationId} title={t("calculation", { plan: definition.name[locale] })} emphasis="lead">
      <EstimateResult estimate={estimate} />
      {untaxed && <p className="mt-4 text-ink-soft text-sm">{untaxed}</p>}
    </Card>
  );
}
