"use client";

import { useTranslations } from "next-intl";
import { KeyValue, KeyValueList } from "@/components/patterns/key-value-list";
import { Banner } from "@/components/ui/banner";
import { Card } from "@/components/ui/card";
import { DateText } from "@/components/ui/date-text";
import { TextLink } from "@/components/ui/text-link";
import type {
  PlanDetail,
  PlanHolder,
  PlanVersionView,
} from "@/lib/features/catalog/plans/overview/read-plan";
import { PlanFactsView } from "./plan-facts-view";

type VersionViewProps = {
  plan: PlanDetail;
  version: PlanVersionView;
  /** The first tenants that hold this version. */
  holders: readonly PlanHolder[];
};

/** A published version: what it sells, and who holds it. It never changes. */
export function VersionView({ plan, version, holders }: VersionViewProps) {
  const t = useTranslations("catalog.version");
  const { stripe } = version;
  return (
    <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_20rem] xl:grid-cols-[minmax(0,1fr)_22rem]">
      <PlanFactsView definition={version.definition} />
      <div className="grid min-w-0 gap-4">
        <Card title={t("title", { version: version.version })}>
          <KeyValueList>
            <KeyValue label={t("state")}>{stateOf()}</KeyValue>
            <KeyValue label={t("published")}>
              <DateText at={version.publishedAt} timeZone="UTC" format="long" />
            </KeyValue>
            <KeyValue label={t("rank")} figures>
              {plan.rank}
            </KeyValue>
            <KeyValue label={t("atStripe")}>{t(`stripe.${stripe}`)}</KeyValue>
          </KeyValueList>
          {stripe === "refused" && <Banner tone="danger" className="mt-3" title={t("stripeRefused")} />}
          <p className="mt-4 text-ink-quiet text-sm">{t("immutable")}</p>
        </Card>
        <Card title={t("holders")} description={t("holdersLead", { count: version.holders })}>
          <Holders holders={holders} total={version.holders} />
        </Card>
      </div>
    </div>
  );

  function stateOf(): string {
    if (version.isOnSale) return t("onSale");
    return version.retiredAt ? t("retired") : t("replaced");
  }
}

function Holders({ holders, total }: { holders: readonly PlanHolder[]; total: number }) {
  const t = useTranslations("catalog.version");
  if (total === 0) return <p className="text-ink-quiet">{t("noHolders")}</p>;
  return (
    <>
      <ul className="divide-y">
        {holders.map((holder) => (
          <li key={holder.slug} className="flex items-baseline justify-between gap-3 py-2 first:pt-0">
            <TextLink href={`/console/tenants/${holder.slug}`}>{holder.tenantName}</TextLink>
            {holder.interval && (
              <span className="text-ink-quiet text-sm">{t(`interval.${holder.interval}`)}</span>
            )}
          </li>
        ))}
      </ul>
      {total > holders.length && (
        <p className="mt-2 text-ink-quiet text-sm">{t("moreHolders", { count: total - holders.length })}</p>
      )}
    </>
  );
}
