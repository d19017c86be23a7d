"use client";

import { useLocale, useTranslations } from "next-intl";
import { EmptyState } from "@/components/ui/empty-state";
import { Table, Td, Th } from "@/components/ui/table";
import type { LocalizedText, PaidInterval } from "@/lib/domain/catalog/plan";
import type { ProductView } from "@/lib/features/catalog/products/list-products";
import type { setProductId } from "@/lib/features/catalog/products/set-product-id";
import type { ActionOf } from "@/lib/features/foundation/use-case/use-case";
import { ProductIdSheet } from "./product-id-sheet";

type Props = {
  products: readonly ProductView[];
  /** Null for readers who change nothing. */
  setId: ActionOf<typeof setProductId> | null;
};

/** What one id names. */
export type NamedById = {
  id: string;
  name: LocalizedText;
  planName: LocalizedText;
  kind: "month" | "year" | "addOn";
  target: { planKey: string; interval: PaidInterval | ""; componentKey: string; optionKey: string };
};

/** Each plan at each interval, and below them what can be chosen with the plan. */
export function ProductIdsTable({ products, setId }: Props) {
  const t = useTranslations("catalog.productIds");
  const locale = useLocale();
  const rows = namedById(products);
  if (rows.length === 0) return <EmptyState title={t("empty")}>{t("emptyHint")}</EmptyState>;
  return (
    <Table>
      <caption className="sr-only">{t("title")}</caption>
      <thead>
        <tr>
          <Th>{t("name")}</Th>
          <Th>{t("plan")}</Th>
          <Th>{t("kind")}</Th>
          <Th>{t("id")}</Th>
          {setId && <Th>{t("actions")}</Th>}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr
            key={`${row.target.planKey} ${row.target.interval} ${row.target.componentKey} ${row.target.optionKey}`}
          >
            <Td>{row.name[locale]}</Td>
            <Td>{row.planName[locale]}</Td>
            <Td>{t(`kinds.${row.kind}`)}</Td>
            <Td>
              <code className="[overflow-wrap:anywhere]">{row.id}</code>
            </Td>
            {setId && (
              <Td>
                <ProductIdSheet named={row} setId={setId} />
              </Td>
            )}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function namedById(products: readonly ProductView[]): NamedById[] {
  const rows = new Map<string, NamedById>();
  for (const { id, planKey, interval, definition, addOns } of products) {
    const { name: planName } = definition;
    const product = { planKey, interval, componentKey: "", optionKey: "" };
    rows.set(`${planKey} ${interval}`, { id, name: planName, planName, kind: interval, target: product });
    for (const { id: addOnId, name, component, optionKey } of addOns) {
      const target = { planKey, interval: "" as const, componentKey: component.key, optionKey };
      // The same at each interval, and so one row.
      rows.set(`${planKey} ${component.key} ${optionKey}`, {
        id: addOnId,
        name,
        planName,
        kind: "addOn",
        target,
      });
    }
  }
  return [...rows.values()];
}
