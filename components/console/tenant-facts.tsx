import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { KeyValue, KeyValueList } from "@/components/patterns/key-value-list";
import { Card } from "@/components/ui/card";
import { DateText } from "@/components/ui/date-text";
import { TextLink } from "@/components/ui/text-link";
import type { TenantView } from "@/lib/features/people/tenants/read-tenant";

/** What a tenant is, apart from what it holds and pays; `rep` says who looks after it. */
export function TenantFacts({ tenant, rep }: { tenant: TenantView; rep: ReactNode }) {
  const t = useTranslations("console");
  const words = useTranslations("tenants");
  return (
    <Card title={t("tenant.facts")}>
      <KeyValueList>
        <KeyValue label={t("tenant.salesModel")}>{t(`salesModels.${tenant.salesModel}`)}</KeyValue>
        <KeyValue label={words("rep.label")}>{rep}</KeyValue>
        <KeyValue label={t("tenant.slug")}>/t/{tenant.slug}</KeyValue>
        <KeyValue label={t("tenant.id")} copy={tenant.id}>
          <span className="font-mono text-xs">{tenant.id}</span>
        </KeyValue>
        <KeyValue label={t("tenant.currency")}>{tenant.currency}</KeyValue>
        <KeyValue label={t("tenant.timeZone")}>{tenant.timeZone}</KeyValue>
        <KeyValue label={t("tenant.since")} figures>
          <DateText at={tenant.createdAt} timeZone={tenant.timeZone} format="long" />
        </KeyValue>
        <KeyValue label={t("tenant.members")}>
          <TextLink href={`/t/${tenant.slug}/members`}>{t("tenant.seeMembers")}</TextLink>
        </KeyValue>
      </KeyValueList>
    </Card>
  );
}
