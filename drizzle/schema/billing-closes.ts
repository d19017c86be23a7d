import { sql } from "drizzle-orm";
import { index, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { CloseKind, CloseState } from "@/lib/domain/close/close";
import type { Id } from "@/lib/domain/ids";
import type { Day } from "@/lib/domain/time/day-span";
import { instant, tenantId, tenantPolicies } from "./access";

/** The settling of one period of a license: what is owed for it, and the invoice that carries it. */
export const billingCloses = pgTable(
  "billing_closes",
  {
    tenantId: tenantId().$type<Id<"tenant">>(),
    id: text("id").$type<Id<"close">>().notNull(),
    state: text("state").$type<CloseState>().notNull(),
    /** `period`: a period begins. `usage`: only months that have ended are billed. `late`: only corrections of them. */
    kind: text("kind").$type<CloseKind>().notNull(),
    currency: text("currency").notNull(),
    /** The first day of the period that begins, or the one after the months, in the zone of the month. */
    periodFrom: text("period_from").$type<Day>().notNull(),
    timeZone: text("time_zone").notNull(),
    /** The period's first midnight; of usage the end of the time in which late events are waited for. */
    dueAt: instant("due_at").notNull(),
    /** What is owed; null if nothing is. */
    chargeId: text("charge_id").$type<Id<"charge">>(),
    /** The draft of the subscription's renewal, or an invoice of Choba's own. */
    carrier: text("carrier").$type<"renewal_draft" | "own_invoice">(),
    holdReason: text("hold_reason"),
    heldUntil: instant("held_until"),
    /** Why it waits or what was unexpected, in a code (lib/domain/close/close-problem.ts); null: nothing. */
    problem: text("problem"),
    /** When it was tried last without success; null: it was not. */
    triedAt: instant("tried_at"),
    createdAt: instant("created_at").notNull(),
    closedAt: instant("closed_at"),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    uniqueIndex("billing_closes_once")
      .on(table.tenantId, table.periodFrom, table.currency)
      .where(sql`${table.kind} = 'period'`),
    index("billing_closes_open").on(table.dueAt).where(sql`${table.closedAt} is null`),
    ...tenantPolicies("billing_closes", table.tenantId),
  ],
);

/** A tenant whose coming invoices staff hold, before the closes exist that make them. */
export const closeHolds = pgTable(
  "close_holds",
  {
    tenantId: tenantId().$type<Id<"tenant">>(),
    reason: text("reason").notNull(),
    /** Closes that begin earlier are held up to here. */
    heldUntil: instant("held_until").notNull(),
    heldBy: text("held_by").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId] }), ...tenantPolicies("close_holds", table.tenantId)],
);
