"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { FormField } from "@/components/patterns/action-form";
import { FormSheet } from "@/components/patterns/form-sheet";
import { useFormAction } from "@/components/patterns/use-action";
import { useDone } from "@/components/people/use-done";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import type { linkStatement } from "@/lib/features/billing/statements/link-statement";
import type { Statement, Statements } from "@/lib/features/billing/statements/read-statements";
import type { ActionOf } from "@/lib/features/foundation/use-case/use-case";
import { formatDate, formatMoney } from "@/lib/i18n/format";

export type LinkAction = ActionOf<typeof linkStatement>;

type LinkSheetProps = {
  statement: Statement;
  month: string;
  linkable: Statements["linkable"];
  timeZone: string;
  linkStatement: LinkAction;
};

/** Chooses the invoice that carries a statement; its lines are compared when it is sent. */
export function LinkSheet({ statement, month, linkable, timeZone, linkStatement }: LinkSheetProps) {
  const t = useTranslations("statements.link");
  const locale = useLocale();
  const runAction = useFormAction();
  const done = useDone();
  const { monthFrom, currency } = statement;
  const own = linkable.filter((invoice) => invoice.currency === currency);
  const [chosen, setChosen] = useState(own[0]?.id ?? "");
  return (
    <FormSheet
      trigger={<Button size="sm">{t("button")}</Button>}
      title={t("title", { month })}
      description={t("lead")}
      submitLabel={t("submit")}
      notReady={own.length === 0}
      onSubmit={() =>
        runAction(
          () => linkStatement({ monthFrom, currency, stripeInvoiceId: chosen }),
          ({ open }) => done(open === 0 ? t("all") : t("some", { open })),
        )
      }
    >
      {own.length === 0 ? (
        <p className="text-ink-soft">{t("none", { currency })}</p>
      ) : (
        <FormField name="stripeInvoiceId" label={t("invoice")}>
          <Select
            value={chosen}
            onValueChange={setChosen}
            options={own.map(({ id, number, totalMinor, createdAt }) => ({
              value: id,
              label: number,
              hint: `${formatMoney(totalMinor, currency, locale)} · ${formatDate(createdAt, timeZone, locale)}`,
            }))}
          />
        </FormField>
      )}
    </FormSheet>
  );
}
