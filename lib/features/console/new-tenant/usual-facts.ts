import type { Transaction } from "@/lib/db/transaction";
import { regionOf } from "@/lib/domain/tenant/region";
import { taxSettingsOfCatalog } from "@/lib/features/catalog/tax-rates/tax-settings";
import { currenciesOnSale } from "./currencies-on-sale";

type Said = {
  /** ISO 3166; empty: not known. */
  country: string;
  currency?: string | undefined;
  timeZone?: string | undefined;
  locale?: "en" | "ja" | undefined;
};

/** What a server did not say of a new tenant follows from its country, and without one from the currency. */
export async function usualFacts(tx: Transaction, said: Said) {
  const { sellerCountry } = await taxSettingsOfCatalog(tx);
  const currencies = await currenciesOnSale(tx);
  const likely = sellerCountry === "JP" || said.country === "JP" ? "JPY" : "USD";
  const usual = currencies.includes(likely) ? likely : (currencies[0] ?? "");
  const currency = said.currency?.toUpperCase() ?? usual;
  const region = regionOf(said.country, currency);
  return {
    currency,
    timeZone: said.timeZone ?? region.timeZone,
    locale: said.locale ?? region.locale,
  };
}
