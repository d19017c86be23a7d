import { newId } from "../core/ids";
import type { Metadata } from "../core/json";
import { type BalanceTransactionType, newBalanceTransaction } from "../shapes/balance-transaction";
import type { Row } from "../store/kinds";
import type { Unit } from "../store/unit";

export interface BalanceChange {
  type: BalanceTransactionType;
  /** Negative: credit for the customer. */
  amount: number;
  currency: string;
  invoice?: string;
  creditNote?: string;
  description?: string | null;
  metadata?: Metadata;
}

/** Writes a change of the balance, which the customer already has, into its ledger. */
export async function recordBalance(
  unit: Unit,
  customer: Row<"customer">,
  change: BalanceChange,
): Promise<Row<"customer_balance_transaction">> {
  const data = newBalanceTransaction(newId("cbtxn"), unit.at, customer.id, change.currency);
  data.amount = change.amount;
  data.ending_balance = customer.data.balance;
  data.type = change.type;
  data.invoice = change.invoice ?? null;
  data.credit_note = change.creditNote ?? null;
  data.description = change.description ?? null;
  data.metadata = change.metadata ?? {};
  return unit.create("customer_balance_transaction", data, {});
}

/** Changes a customer's balance and emits `customer.updated` (docs.stripe.com/billing/customer/balance). */
export async function moveBalance(
  unit: Unit,
  customer: Row<"customer">,
  change: BalanceChange,
): Promise<Row<"customer_balance_transaction">> {
  const { balance } = customer.data;
  customer.data.balance += change.amount;
  await unit.save(customer);
  const row = await recordBalance(unit, customer, change);
  await unit.emit("customer.updated", customer, { balance });
  return row;
}
