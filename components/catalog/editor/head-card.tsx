"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { Card } from "@/components/ui/card";
import { Disclosure } from "@/components/ui/disclosure";
import { Select } from "@/components/ui/select";
import type { PlanDefinition } from "@/lib/domain/catalog/plan";
import { currencyOptions } from "../currency-options";
import { currencySymbol } from "../currency-symbol";
import { FeatureList } from "./feature-list";
import { LocalizedFields } from "./localized-fields";
import { CountInput, OptionalCountInput } from "./number-inputs";
import type { EditorChange } from "./plan-editor-state";
import { PlanField } from "./plan-field";
import { SaleFields } from "./sale-fields";

/** Another plan on sale, whose rank the new one is compared with. */
export type Neighbour = { key: string; name: string; rank: number; currency: string };

type HeadCardProps = {
  rank: number;
  definition: PlanDefinition;
  neighbours: readonly Neighbour[];
  edit: (change: EditorChange) => void;
};

/** What the plan is called, where it stands among the others, and what it says of itself. */
export function HeadCard({ rank, definition, neighbours, edit }: HeadCardProps) {
  const t = useTranslations("catalog.head");
  const locale = useLocale();
  const change = (part: Partial<Omit<PlanDefinition, "components" | "currency">>) =>
    edit({ type: "plan", change: part });
  const { limits, currency } = definition;
  const [startsOpen] = useState(limits.registeredRps !== null || limits.registeredUsers !== null);
  const others = neighbours.filter((plan) => plan.currency === currency);
  return (
    <Card title={t("title")}>
      <div className="grid gap-4">
        <LocalizedFields
          path="name"
          label={t("name")}
          value={definition.name}
          onChange={(name) => change({ name })}
        />
        <LocalizedFields
          path="summary"
          label={t("summary")}
          long
          value={definition.summary}
          onChange={(summary) => change({ summary })}
        />
        <div className="grid gap-4 sm:grid-cols-2">
          <PlanField path="currency" label={t("currency")}>
            <Select
              value={currency}
              options={currencyOptions(currency, locale)}
              onValueChange={(to) => edit({ type: "currency", currency: to })}
            />
          </PlanField>
          <PlanField
            path="rank"
            label={t("rank")}
            hint={
              others.length > 0
                ? t("rankAmong", { plans: others.map((plan) => `${plan.name} ${plan.rank}`).join(" · ") })
                : t("rankAlone", { currency: `${currencySymbol(currency, locale)} ${currency}` })
            }
          >
            <CountInput value={rank} onChange={(next) => edit({ type: "rank", rank: next })} />
          </PlanField>
        </div>
        <SaleFields definition={definition} change={change} />
        <FeatureList features={definition.features} onChange={(features) => change({ features })} />
        <Disclosure summary={t("limits")} defaultOpen={startsOpen}>
          <div className="grid gap-4 text-ink sm:grid-cols-2">
            <PlanField path="limits.registeredRps" label={t("registeredRps")} optional>
              <OptionalCountInput
                value={limits.registeredRps}
                placeholder={t("noLimit")}
                onChange={(registeredRps) => change({ limits: { ...limits, registeredRps } })}
              />
            </PlanField>
            <PlanField path="limits.registeredUsers" label={t("registeredUsers")} optional>
              <OptionalCountInput
                value={limits.registeredUsers}
                placeholder={t("noLimit")}
                onChange={(registeredUsers) => change({ limits: { ...limits, registeredUsers } })}
              />
            </PlanField>
          </div>
        </Disclosure>
      </div>
    </Card>
  );
}
