"use client";

import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { Chip } from "@/components/ui/chip";
import { DateText } from "@/components/ui/date-text";
import { EmptyState } from "@/components/ui/empty-state";
import { Money } from "@/components/ui/money";
import type { Tone } from "@/components/ui/tone";
import type { Result } from "@/lib/domain/errors";
import type { InputOf } from "@/lib/features/foundation/use-case/use-case";
import type { PromiseView } from "@/lib/features/license/charges/promise-view";
import type { chargeOnDemand, OnDemandCharged } from "@/lib/features/license/on-demand/charge-on-demand";
import type { OnDemandView } from "@/lib/features/license/on-demand/list-on-demand";
import type { OnDemandChoices } from "@/lib/features/license/on-demand/on-demand-choices";
import type { previewOnDemand } from "@/lib/features/license/on-demand/preview-on-demand";
import type { withdrawOnDemand } from "@/lib/features/license/on-demand/withdraw-on-demand";
import { ChargeSheet } from "./charge-sheet";
import { ChargeName } from "./waiting-charges";
import { WithdrawSheet } from "./withdraw-sheet";

export type OnDemandActions = {
  chargeOnDemand: (input: InputOf<typeof chargeOnDemand>) => Promise<Result<OnDemandCharged>>;
  previewOnDemand: (input: InputOf<typeof previewOnDemand>) => Promise<Result<PromiseView>>;
  withdrawOnDemand: (input: InputOf<typeof withdrawOnDemand>) => Promise<Result<null>>;
};

type OnDemandCardProps = {
  charges: readonly OnDemandView[];
  timeZone: string;
  /** Null for staff who may not charge this tenant. */
  choices: OnDemandChoices | null;
  actions: OnDemandActions;
};

const tones: Record<OnDemandView["state"], Tone> = { pending: "info", billed: "good", withdrawn: "neutral" };

/** What staff and the SaaS's servers charged beside the plan, newest first. */
export function OnDemandCard({ charges, timeZone, choices, actions }: OnDemandCardProps) {
  const t = useTranslations("onDemand");
  return (
    <Card
      title={t("title")}
      description={choices?.obstacle ? t(`obstacles.${choices.obstacle}`) : t("lead")}
      actions={
        choices &&
        !choices.obstacle && (
          <ChargeSheet
            choices={choices}
            chargeOnDemand={actions.chargeOnDemand}
            previewOnDemand={actions.previewOnDemand}
          />
        )
      }
    >
      {charges.length === 0 ? (
        <EmptyState title={t("empty")}>{t("emptyHint")}</EmptyState>
      ) : (
        <ul className="-my-2 divide-y">
          {charges.map((charge) => (
            <li
              key={charge.id}
              className="grid gap-x-6 gap-y-1 py-2.5 sm:grid-cols-[minmax(0,1fr)_auto_auto] sm:items-start"
            >
              <span className="min-w-0">
                <ChargeName charge={charge} />
                <span className="block text-ink-quiet text-sm">
                  <DateText at={charge.createdAt} timeZone={timeZone} className="figures" /> ·{" "}
                  {t("because", { by: charge.chargedBy ?? "", reason: charge.reason ?? "" })}
                </span>
              </span>
              <span className="flex items-center gap-3">
                <Money minor={charge.amountMinor} currency={charge.currency} />
                <Chip tone={tones[charge.state]}>{t(`states.${charge.state}`)}</Chip>
              </span>
              {choices && charge.state === "pending" && (
                <WithdrawSheet charge={charge} withdrawOnDemand={actions.withdrawOnDemand} />
              )}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
