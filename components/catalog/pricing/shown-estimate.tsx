import { useLocale, useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import type { ComparedPlan } from "@/lib/domain/pricing/compare-plans";
import { EstimateResult } from "./estimate-result";

/** Where the calculation stands on the page. */
export const calculationId = "calculation";

/** The calculation of one plan. */
export function ShownEstimate({ plan: { definition, estimate } }: { plan: ComparedPlan }) {
  const t = useTranslations("pricing.page");
  const locale = useLocale();
  if (!estimate) return null;
  return (
    <Card id={calculationId} title={t("calculation", { plan: definition.name[locale] })} emphasis="lead">
      <EstimateResult estimate={estimate} />
    </Card>
  );
}
