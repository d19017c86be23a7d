"use client";

import { useTranslations } from "next-intl";
import { FormField } from "@/components/patterns/action-form";
import type { TableState } from "@/components/patterns/data-table/table-state";
import { useTableState } from "@/components/patterns/data-table/use-table-state";
import { FormSheet } from "@/components/patterns/form-sheet";
import type { FormState } from "@/components/patterns/form-state";
import { Button } from "@/components/ui/button";
import { TextInput } from "@/components/ui/text-input";
import { amountRange, amountRangeText } from "@/lib/domain/invoice-list/invoice-query";
import { typedDecimal } from "@/lib/domain/money/major-units";

const plain = /^(\d{1,15}(\.\d{1,3})?)?$/;

/** Sets the range of totals that the list shows; the chip takes it away again. */
export function AmountFilter({ state }: { state: TableState }) {
  const t = useTranslations("invoiceList.amount");
  const rules = useTranslations("errors.rules");
  const { change } = useTableState(state);
  const asked = amountRange(state.filters.amount ?? "");

  async function apply(value: (field: string) => string): Promise<FormState> {
    const typed = { from: typedDecimal(value("from")), to: typedDecimal(value("to")) };
    const wrong = (["from", "to"] as const).filter((name) => !plain.test(typed[name]));
    if (wrong.length > 0)
      return {
        ok: false,
        fieldErrors: Object.fromEntries(wrong.map((name) => [name, [rules("not_a_decimal")]])),
      };
    const { amount: _, ...others } = state.filters;
    const text = amountRangeText({ from: typed.from || null, to: typed.to || null });
    change({ filters: text ? { ...others, amount: text } : others });
    return { ok: true };
  }

  return (
    <FormSheet
      trigger={<Button variant="quiet">{t("open")}</Button>}
      title={t("title")}
      description={t("lead")}
      submitLabel={t("apply")}
      onSubmit={apply}
    >
      <FormField name="from" label={t("from")} optional>
        <TextInput inputMode="decimal" autoComplete="off" defaultValue={asked?.from ?? ""} />
      </FormField>
      <FormField name="to" label={t("to")} optional>
        <TextInput inputMode="decimal" autoComplete="off" defaultValue={asked?.to ?? ""} />
      </FormField>
    </FormSheet>
  );
}
