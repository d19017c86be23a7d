import { desc, eq } from "drizzle-orm";
import { z } from "zod";
import { onDemandCharges } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { may } from "@/lib/domain/access/actions";
import type { DecimalText } from "@/lib/domain/catalog/component";
import type { LocalizedText } from "@/lib/domain/catalog/plan";
import { parseDecimal, printDecimal } from "@/lib/domain/money/decimal";
import { includedIn, onDemandLines } from "@/lib/domain/on-demand/on-demand-lines";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { includedUsed, type OnDemandRow } from "./queries";

/** A charge as plain JSON. Amounts are minor units as text, instants ISO 8601. */
export type OnDemandView = {
  id: string;
  state: OnDemandRow["state"];
  description: string;
  /** What of the price list it is; null: a free amount. */
  name: LocalizedText | null;
  quantity: string;
  unit: LocalizedText | null;
  /** Before discount and tax, with what is included as it stands now. */
  amountMinor: string;
  currency: string;
  createdAt: string;
  /** For staff: why, and who. */
  reason: string | null;
  chargedBy: string | null;
};

/** The newest charges of a tenant, newest first, with what waits for the next invoice as it would be billed now. */
export const listOnDemand = useCase(tenant("on_demand.view"), {
  /** `id`: that charge alone. */
  input: z.strictObject({ id: z.string().optional() }),
  async read({ tx, tenantId, standing, input }): Promise<OnDemandView[]> {
    const isStaff = may(standing.roles, "console.view");
    const rows = await tx
      .select()
      .from(onDemandCharges)
      .where(eq(onDemandCharges.tenantId, tenantId))
      .orderBy(desc(onDemandCharges.createdAt), desc(onDemandCharges.id))
      .limit(100);
    const used = new Map<string, DecimalText>();
    const views: OnDemandView[] = [];
    for (const row of rows.toReversed()) views.push(viewOf(row, await usedBefore(tx, row, used), isStaff));
    return input.id === undefined ? views.reverse() : views.filter(({ id }) => id === input.id);
  },
});

/** What earlier charges of the month took of what is included; those that wait are counted in their order. */
async function usedBefore(
  tx: Transaction,
  { tenantId, monthFrom, charge, includedQuantity, state }: OnDemandRow,
  used: Map<string, DecimalText>,
): Promise<DecimalText> {
  if (charge.component === null) return "0";
  if (includedQuantity !== null)
    return printDecimal(parseDecimal(charge.included) - parseDecimal(includedQuantity));
  const key = `${monthFrom} ${charge.component}`;
  const before = used.get(key) ?? (await includedUsed(tx, tenantId, monthFrom, charge.component));
  if (state === "pending")
    used.set(key, printDecimal(parseDecimal(before) + parseDecimal(includedIn(charge, before))));
  return before;
}

function viewOf(row: OnDemandRow, used: DecimalText, isStaff: boolean): OnDemandView {
  const { charge } = row;
  const isPriced = charge.component !== null;
  return {
    id: row.id,
    state: row.state,
    description: charge.description,
    name: isPriced ? charge.name : null,
    quantity: isPriced ? charge.quantity : "1",
    unit: isPriced ? charge.unit : null,
    amountMinor: String(onDemandLines(charge, used).reduce((sum, { amountMinor }) => sum + amountMinor, 0n)),
    currency: charge.currency,
    createdAt: row.createdAt.toISOString(),
    reason: isStaff ? row.reason : null,
    chargedBy: isStaff ? row.chargedBy : null,
  };
}
