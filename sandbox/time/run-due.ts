import type { Sql } from "postgres";
import { expireIncomplete } from "../billing/cancel-subscription";
import { advanceDraft, collectByClock } from "../billing/collect-invoice";
import { invoiceOverdue } from "../billing/payment-results";
import { advanceSubscription } from "../billing/renew-subscription";
import { endDiscount } from "../discounts/discount";
import { expireSession } from "../payments/checkout-session";
import { baseNow, moveClockTo } from "../store/base-clock";
import { dueAt } from "../store/due-at";
import type { Row } from "../store/kinds";
import { isKind } from "../store/kinds";
import { mutate } from "../store/transaction";
import type { Environment, Unit } from "../store/unit";

const BY_CLOCK = { id: null, idempotencyKey: null, method: "", path: "" };

export interface Due {
  id: string;
  at: number;
}

/** The first thing due on the clock until `until`. At one instant: subscriptions, invoices, then the others. */
export async function nextDue(sql: Sql, clock: string | null, until: number): Promise<Due | null> {
  const [row] = await sql<{ id: string; due_at: string }[]>`
    SELECT id, due_at FROM sandbox.objects
    WHERE due_at IS NOT NULL AND due_at <= ${until} AND clock IS NOT DISTINCT FROM ${clock}
    ORDER BY due_at, array_position(ARRAY['subscription', 'invoice'], kind), seq
    LIMIT 1`;
  return row ? { id: row.id, at: Number(row.due_at) } : null;
}

/** Does one due thing at its instant and moves the clock there, in one transaction. */
export async function runDue(
  sql: Sql,
  environment: Environment,
  clock: string | null,
  due: Due,
): Promise<void> {
  await mutate(sql, environment, BY_CLOCK, async (unit) => {
    await unit.enter(clock);
    const row = await unit.findAny(due.id);
    // A request may have settled it since `nextDue` found it.
    if (!row || row.deleted || dueAt(row) !== due.at) return;
    await moveTo(unit, clock, due.at);
    await advance(unit, row);
  });
}

async function moveTo(unit: Unit, clock: string | null, at: number): Promise<void> {
  if (clock) {
    const row = await unit.need("test_helpers.test_clock", clock);
    row.data.frozen_time = Math.max(row.data.frozen_time, at);
    await unit.save(row);
    unit.at = row.data.frozen_time;
    return;
  }
  await moveClockTo(unit.tx, at * 1000);
  // What was due earlier gets its own instant, even when it is done late.
  unit.at = Math.min(at, await baseNow(unit.tx));
}

async function advance(unit: Unit, row: Row): Promise<void> {
  if (isKind(row, "subscription")) {
    return row.data.status === "incomplete" ? expireIncomplete(unit, row) : advanceSubscription(unit, row);
  }
  if (isKind(row, "invoice")) {
    if (row.data.status === "draft") await advanceDraft(unit, row);
    else if (row.data.collection_method === "send_invoice") await invoiceOverdue(unit, row);
    else await collectByClock(unit, row);
    return;
  }
  if (isKind(row, "discount")) return endDiscount(unit, row);
  if (isKind(row, "checkout.session")) return expireSession(unit, row);
}
