import type { UsagePrice } from "@/lib/features/billing/usage/prices-of-usage";
import type { UsageOverview } from "@/lib/features/billing/usage/usage-overview";

/** True if more of it costs more: not on Free, not up to a limit, not where as much as one likes is included. */
export const isBilled = ({ amountMinor, isLimit, allowance }: UsagePrice): boolean =>
  amountMinor !== null && (amountMinor !== "0" || (!isLimit && allowance !== null));

/** A row of the bill, with what the row's meter is called. */
export type BillRow = { id: string; meter: string; price: UsagePrice };

/** What is billed of the month, meter by meter. */
export const billRows = ({ units, mau }: Pick<UsageOverview, "units" | "mau">): BillRow[] =>
  [
    ...units.map(({ unitName, prices }) => ({ meter: unitName, prices })),
    { meter: "mau", prices: mau.prices },
  ].flatMap(({ meter, prices }) =>
    prices
      .filter(isBilled)
      .map((price, index) => ({ id: `${meter} ${price.component} ${index}`, meter, price })),
  );
