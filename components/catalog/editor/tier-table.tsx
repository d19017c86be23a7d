"use client";

import { Plus, X } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useRef } from "react";
import { Button, IconButton } from "@/components/ui/button";
import type { Tier } from "@/lib/domain/catalog/component";
import { isDecimal } from "@/lib/domain/money/decimal";
import { formatNumber } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/locales";
import { LooseErrors } from "./loose-errors";
import { newTier, notTyped } from "./new-component";
import { AmountInput, OptionalDecimalInput } from "./number-inputs";
import { PlanField } from "./plan-field";

type TierTableProps = { path: string; tiers: Tier[]; onChange: (tiers: Tier[]) => void };

/**
 * The tiers, one a line; each begins where the one before it ends. A list of groups and not a table, so that every
 * field carries its label and a line breaks on a phone.
 */
export function TierTable({ path, tiers, onChange }: TierTableProps) {
  const t = useTranslations("catalog.tiers");
  const locale = useLocale();
  const list = useRef<HTMLFieldSetElement>(null);
  const change = (index: number, part: Partial<Tier>) =>
    onChange(tiers.map((tier, at) => (at === index ? { ...tier, ...part } : tier)));
  const add = () => {
    const at = tiers.at(-1)?.upTo === null ? tiers.length - 1 : tiers.length;
    onChange(tiers.toSpliced(at, 0, newTier(notTyped)));
  };
  const remove = (index: number) => {
    onChange(tiers.toSpliced(index, 1));
    list.current?.querySelector<HTMLElement>("[data-add]")?.focus();
  };
  return (
    <fieldset ref={list} className="grid min-w-0 gap-2">
      <legend className="mb-1.5 font-medium">{t("title")}</legend>
      <LooseErrors path={path} />
      <ol className="grid gap-2">
        {tiers.map((tier, index) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: a tier has no name but its place; its fields hold no values of their own.
            key={index}
            className="grid grid-cols-2 items-start gap-x-3 gap-y-2 rounded-md border bg-paper p-3 sm:grid-cols-[1fr_1fr_1fr_auto]"
          >
            <PlanField
              path={`${path}.${index}.upTo`}
              label={t("upTo", { number: index + 1 })}
              hint={t("from", { from: startOf(tiers, index, locale) })}
            >
              <OptionalDecimalInput
                value={tier.upTo}
                placeholder={t("noEnd")}
                onChange={(upTo) => change(index, { upTo })}
              />
            </PlanField>
            <PlanField path={`${path}.${index}.unitAmountMinor`} label={t("unitAmount")}>
              <AmountInput
                value={tier.unitAmountMinor}
                onChange={(unitAmountMinor) => change(index, { unitAmountMinor })}
              />
            </PlanField>
            <PlanField path={`${path}.${index}.flatAmountMinor`} label={t("flatAmount")}>
              <AmountInput
                value={tier.flatAmountMinor}
                onChange={(flatAmountMinor) => change(index, { flatAmountMinor })}
              />
            </PlanField>
            <IconButton
              size="sm"
              className="justify-self-end sm:mt-7.5"
              label={t("remove", { number: index + 1 })}
              icon={<X aria-hidden="true" />}
              disabled={tiers.length === 1}
              onClick={() => remove(index)}
            />
          </li>
        ))}
      </ol>
      <div>
        <Button size="sm" data-add="" icon={<Plus aria-hidden="true" />} onClick={add}>
          {t("add")}
        </Button>
      </div>
    </fieldset>
  );
}

/** Where the tier begins, if the tier before it has a valid end. */
function startOf(tiers: readonly Tier[], index: number, locale: Locale): string {
  if (index === 0) return "0";
  const before = tiers[index - 1]?.upTo;
  return before && isDecimal(before) ? formatNumber(before, locale) : "…";
}
