import { useTranslations } from "next-intl";
import { KeyValue, KeyValueList } from "@/components/patterns/key-value-list";
import { Card } from "@/components/ui/card";
import type { BillingDashboard } from "@/lib/features/billing/dashboard/billing-dashboard";
import { ChangeAdministratorSheet } from "./change-administrator-sheet";

type Props = Pick<BillingDashboard, "paymentAdministrator" | "may">;

export function AdministratorCard({ paymentAdministrator, may }: Props) {
  const t = useTranslations("billing.administrator");
  return (
    <Card title={t("title")} actions={may.changePaymentAdministrator && <ChangeAdministratorSheet />}>
      <KeyValueList>
        <KeyValue label={t("name")}>{paymentAdministrator.name}</KeyValue>
        <KeyValue label={t("email")}>{paymentAdministrator.email}</KeyValue>
      </KeyValueList>
    </Card>
  );
}
