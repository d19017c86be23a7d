import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { NewDraftButton } from "@/components/catalog/new-draft-button";
import { PlanFactsView } from "@/components/catalog/plan-facts-view";
import { PlanMenu } from "@/components/catalog/plan-menu";
import { PlanChips } from "@/components/catalog/plans-table";
import { VersionView } from "@/components/catalog/version-view";
import { LinkButton } from "@/components/ui/link-button";
import { LinkTabs } from "@/components/ui/link-tabs";
import { PageHeader } from "@/components/ui/page-header";
import { TextLink } from "@/components/ui/text-link";
import { discardPlanDraft, duplicatePlan, restorePlan, retirePlan, savePlanDraft } from "../../actions";
import { DraftEditor } from "./_components/draft-editor";
import { holdersOf, openPlan } from "./open-plan";

type Props = { params: Promise<{ plan: string }>; searchParams: Promise<{ version?: string }> };

const menuActions = { discardPlanDraft, duplicatePlan, restorePlan, retirePlan };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { plan } = await openPlan((await params).plan);
  const { name } = (plan.versions[0] ?? plan.start).definition;
  return { title: name[await getLocale()] || plan.key };
}

/** A plan: its draft if there is one, else what is on sale; `?version=` shows any version there has been. */
export default async function PlanPage({ params, searchParams }: Props) {
  const [{ plan: key }, { version: asked }] = await Promise.all([params, searchParams]);
  const { plan, canEdit } = await openPlan(key);
  const [t, locale] = await Promise.all([getTranslations("catalog.plan"), getLocale()]);
  const version =
    asked === undefined
      ? plan.draft
        ? null
        : plan.versions[0]
      : plan.versions.find((candidate) => String(candidate.version) === asked);
  if (version === undefined) notFound();
  const { name } = (version ?? plan.start).definition;
  const href = `/console/catalog/plans/${plan.key}`;
  const onSale = plan.versions.find((candidate) => candidate.isOnSale) ?? null;
  return (
    <>
      <PageHeader
        above={<TextLink href="/console/catalog">{t("backToPlans")}</TextLink>}
        title={name[locale] || name.en || plan.key}
        lead={
          <span className="flex flex-wrap items-center gap-2">
            <code className="font-mono text-sm">{plan.key}</code>
            <PlanChips plan={{ ...plan, onSale: onSale && { ...onSale, versionId: onSale.versionId } }} />
          </span>
        }
        actions={
          <>
            {onSale && <LinkButton href={`/console/prices?plan=${plan.key}`}>{t("pricePage")}</LinkButton>}
            <PlanMenu plan={plan} version={version?.version ?? null} actions={canEdit ? menuActions : null} />
            {canEdit && version && (
              <NewDraftButton plan={plan} version={version} actions={{ savePlanDraft }} />
            )}
          </>
        }
      />
      {plan.versions.length > 0 && (
        <div className="mb-5">
          <LinkTabs
            label={t("versions")}
            tabs={[
              ...(plan.draft ? [{ href, label: t("draft"), current: version === null }] : []),
              ...plan.versions.map((each) => ({
                href: `${href}?version=${each.version}`,
                label: t("version", { version: each.version }),
                current: each.version === version?.version,
              })),
            ]}
          />
        </div>
      )}
      {version ? (
        <VersionView plan={plan} version={version} holders={await holdersOf(key, version.version)} />
      ) : canEdit ? (
        <DraftEditor plan={plan} />
      ) : (
        <PlanFactsView definition={plan.start.definition} />
      )}
    </>
  );
}
