"use client";

import { useTranslations } from "next-intl";
import { createContext, type ReactNode, use } from "react";
import type { PriceTax } from "@/lib/domain/tax/tax-settings";

const PriceTaxContext = createContext<PriceTax>(null);

/** Says to all prices below it whether they contain tax. Outside of it nothing is said. */
export function PriceTaxProvider({ value, children }: { value: PriceTax; children: ReactNode }) {
  return <PriceTaxContext value={value}>{children}</PriceTaxContext>;
}

/** Adds to a price in words whether it contains tax: "¥12,000 (excl. tax)", "¥12,000（税抜）". */
export function useWithTax(): (price: string) => string {
  const t = useTranslations("pricing.tax");
  const priceTax = use(PriceTaxContext);
  return (price) => (priceTax === null ? price : t(`with.${priceTax}`, { price }));
}

/** "excl. tax", beside a price in large figures. A sum that has its taxes in it contains them. */
export function TaxNote({ hasTaxes = false }: { hasTaxes?: boolean }) {
  const t = useTranslations("pricing.tax");
  const ofPrices = use(PriceTaxContext);
  const priceTax = hasTaxes ? "included" : ofPrices;
  return priceTax && <span className="text-ink-quiet text-sm">{t(`note.${priceTax}`)}</span>;
}

/** Below prices in sentences: all of them contain tax, or none. */
export function AllPricesTax() {
  const t = useTranslations("pricing.tax");
  const priceTax = use(PriceTaxContext);
  return priceTax && <p className="text-ink-quiet text-sm">{t(`all.${priceTax}`)}</p>;
}

/** A sum in words that contains the taxes beside it: "Total now (incl. tax)". Without taxes it stays as it is. */
export function useWithItsTaxes(): (sum: string, taxes: readonly unknown[]) => string {
  const t = useTranslations("pricing.tax");
  return (sum, taxes) => (taxes.length > 0 ? t("with.included", { price: sum }) : sum);
}
