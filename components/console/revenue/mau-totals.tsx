import { useTranslations } from "next-intl";
import { MonthBars } from "@/components/patterns/month-bars";
import { Card } from "@/components/ui/card";
import type { RevenueReport } from "@/lib/features/console/revenue/read-revenue";

/** The active users of all tenants together. */
export function MauTotals({ mau }: Pick<RevenueReport, "mau">) {
  const t = useTranslations("money");
  return (
    <Card title={t("mau")} description={t("mauRule")}>
      <MonthBars label={t("mauByMonth")} months={mau.map(({ month, users }) => ({ month, value: users }))} />
    </Card>
  );
}
