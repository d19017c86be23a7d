"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { EstimateResult } from "@/components/catalog/pricing/estimate-result";
import { TermsControls } from "@/components/catalog/pricing/terms-controls";
import { ObstacleBanner } from "@/components/console/quotes/obstacle-banner";
import type { SaveQuoteDraft } from "@/components/console/quotes/quote-actions";
import { NegotiationFields } from "@/components/license/negotiation/negotiation-fields";
import { ActionForm, FormMessage, SubmitButton } from "@/components/patterns/action-form";
import { ruleText } from "@/components/patterns/refusal";
import { useFormAction } from "@/components/patterns/use-action";
import { Banner } from "@/components/ui/banner";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { Money } from "@/components/ui/money";
import { TextLink } from "@/components/ui/text-link";
import { useToast } from "@/components/ui/toast";
import { isFreePlan, type PlanDefinition } from "@/lib/domain/catalog/plan";
import type { FieldError } from "@/lib/domain/errors";
import { type LicenseUse, seatsMisfit } from "@/lib/domain/license/misfits";
import type { Estimate } from "@/lib/domain/pricing/estimate";
import type { PricesOnSale } from "@/lib/features/catalog/estimates/prices-on-sale";
import type { QuoteObstacle } from "@/lib/features/console/quotes/record/quote-obstacle";
import { subjectText } from "@/lib/i18n/quotes/quote-text";
import { ContractFields } from "./contract-fields";
import { LetterFields } from "./letter-fields";
import { OfferFields, offeredInterval } from "./offer-fields";
import { draftOf, pricedChoice, type QuoteChoice } from "./quote-choice";

const priceId = "quote-price";

type Props = {
  tenant: { slug: string; currency: string };
  /** With the held version of a draft's plan in place of the newest. */
  prices: PricesOnSale;
  start: QuoteChoice;
  saved: { quoteId: string; revision: number } | null;
  /** Why the quote could not be accepted now. */
  obstacle: QuoteObstacle | null;
  use: LicenseUse;
  save: SaveQuoteDraft;
};

/** A quote being written: at the left what it says, at the right what it costs, line by line. */
export function QuoteEditor({ tenant, prices, start, saved, obstacle, use, save }: Props) {
  const t = useTranslations("quotes.editor");
  const common = useTranslations("common");
  const router = useRouter();
  const toast = useToast();
  const runAction = useFormAction();
  const [choice, setChoice] = useState(start);
  const change = (part: Partial<QuoteChoice>) => setChoice((before) => ({ ...before, ...part }));

  const plans = useMemo(
    () =>
      prices.plans.filter(
        ({ definition }) => definition.currency === tenant.currency && !isFreePlan(definition),
      ),
    [prices.plans, tenant.currency],
  );
  const plan = plans.find(({ planKey }) => planKey === choice.plan.key) ?? plans[0];
  if (!plan)
    return <EmptyState title={t("noPlans", { currency: tenant.currency })}>{t("noPlansBody")}</EmptyState>;
  // An estimate may name a plan of another currency, or an interval in which this plan is not sold.
  const isOtherPlan = choice.plan.key !== "" && choice.plan.key !== plan.planKey;
  const chosen = {
    ...choice,
    plan: { key: plan.planKey, version: plan.version },
    interval: offeredInterval(plan.definition, choice.interval),
  };
  const { definition, estimate, problems } = pricedChoice(chosen, plan, prices);
  const subject = choice.subject ?? subjectText(choice.language, plan.definition.name);
  const list = `/console/tenants/${tenant.slug}/quotes`;
  const submit = () =>
    runAction(
      () => save(draftOf(chosen, plan, prices, subject, saved)),
      ({ quoteId }) => {
        toast({ title: t("saved") });
        router.push(`${list}/${quoteId}`);
        router.refresh();
      },
    );
  return (
    <ActionForm
      action={submit}
      className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_minmax(0,24rem)]"
    >
      <div className="grid gap-5">
        <FormMessage />
        {estimate && <PriceInSight estimate={estimate} />}
        {obstacle && <ObstacleBanner obstacle={obstacle} slug={tenant.slug} />}
        {isOtherPlan && (
          <Banner tone="warning" title={t("otherPlan", { currency: tenant.currency })}>
            {t("otherPlanBody")}
          </Banner>
        )}
        <OfferFields plans={plans} plan={plan} choice={chosen} onChange={change} />
        <Card title={t("terms")}>
          <TermsControls
            discount={choice.discount}
            taxKeys={choice.taxKeys}
            taxes={prices.taxes}
            currency={tenant.currency}
            onChange={change}
          />
        </Card>
        <Card>
          <NegotiationFields definition={plan.definition} negotiation={choice} onChange={change} />
        </Card>
        <ContractFields choice={chosen} onChange={change} />
        <LetterFields choice={chosen} subject={subject} onChange={change} />
      </div>
      <div className="grid gap-4 lg:sticky lg:top-20">
        <Card id={priceId} title={t("preview")} emphasis="lead">
          {estimate ? <EstimateResult estimate={estimate} /> : <NotYetPriced problems={problems} />}
        </Card>
        <SeatsTooFew definition={definition} seats={chosen.quantities.seats} use={use} />
        {estimate && estimate.doesNotFit.length > 0 && <Banner tone="warning" title={t("doesNotFit")} />}
        <div className="flex flex-wrap justify-end gap-3">
          <LinkButton href={saved ? `${list}/${saved.quoteId}` : list}>{common("cancel")}</LinkButton>
          <SubmitButton>{t("save")}</SubmitButton>
        </div>
      </div>
    </ActionForm>
  );
}

/** Fewer seats than are in use can be agreed, but hardly on purpose. */
function SeatsTooFew({
  definition,
  seats,
  use,
}: {
  definition: PlanDefinition;
  seats: number;
  use: LicenseUse;
}) {
  const t = useTranslations("contracts.effect.misfits");
  return seatsMisfit(definition, seats, use).map(({ used, maximum }) => (
    <Banner key="seats" tone="warning" title={t("seats", { used, maximum })} />
  ));
}

/** Where there is no room beside the form: what it comes to so far, with the way to its lines below. */
function PriceInSight({ estimate }: { estimate: Estimate }) {
  const t = useTranslations("quotes.editor");
  const words = useTranslations("pricing.invoice");
  const { yearly, monthly } = estimate;
  return (
    <p className="sticky top-(--shell-top) z-10 -mx-4 flex flex-wrap items-baseline justify-between gap-x-4 border-b bg-paper px-4 py-2.5 lg:hidden">
      <TextLink href={`#${priceId}`}>{t("preview")}</TextLink>
      <span className="text-ink-soft text-sm">
        {words(yearly ? "totalYear" : "totalMonth")}{" "}
        <Money
          minor={(yearly ?? monthly).totalMinor}
          currency={monthly.currency}
          className="font-semibold text-base text-ink"
        />
      </span>
    </p>
  );
}

/** In place of the price, while what was typed is none: each rule once. */
function NotYetPriced({ problems }: { problems: readonly FieldError[] }) {
  const t = useTranslations("quotes.editor");
  const errors = useTranslations("errors");
  return (
    <div className="grid gap-1.5 text-ink-soft">
      <p>{t("notYet")}</p>
      <ul className="list-disc pl-5">
        {[...new Set(problems.map((problem) => ruleText(errors, problem)))].map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </div>
  );
}
