import { inArray } from "drizzle-orm";
import { disputes, manualChanges } from "@/drizzle/schema";
import { acrossTenants, inTenant, type Transaction } from "@/lib/db/transaction";
import type { MissedKind } from "@/lib/domain/stripe-differences/difference";
import type { Context } from "@/lib/features/foundation/context/context";
import { noteMended } from "@/lib/features/license/differences/record-differences";
import { tenantOfCustomer } from "@/lib/features/payers/stripe-customer/queries";
import { followLostPayment } from "@/lib/features/stripe/charges/follow-lost-payment";
import { followDispute } from "@/lib/features/stripe/disputes/follow-dispute";
import { noteCreditNote, noteRefund } from "@/lib/features/stripe/manual-changes/reactions";
import {
  type AccountPage,
  type ListedReturn,
  pageOfCreditNotes,
  pageOfDisputes,
  pageOfRefunds,
} from "@/lib/stripe/account-lists";
import { readDispute } from "@/lib/stripe/disputes";
import { readCreditNote, readRefund } from "@/lib/stripe/manual-changes";
import { pace } from "./pace";
import type { ComparedPage, ComparePage, Round } from "./page";

const dayMs = 86_400_000;
/** Back from the last comparison. Events tell of all others. */
const overlapMs = dayMs;
/** A dispute takes months. */
const disputeMs = 120 * dayMs;

const lately = ({ eventsUntil }: Round) => new Date(eventsUntil.getTime() - overlapMs);

/** Refunds that are in nobody's log. */
export const compareRefunds: ComparePage = async (ctx, round, after) =>
  compared(ctx, await pageOfRefunds({ after, since: lately(round) }), {
    kind: "refund_missed",
    known: (tx, items) => inLog(tx, items, refundKey),
    customerOf: async (id) => (await readRefund(id)).customerId,
    async follow({ id, chargeId, createdAt }) {
      await noteRefund(ctx, id, new Date(createdAt * 1000));
      if (chargeId) await followLostPayment(ctx, chargeId);
    },
  });

const refundKey = ({ id, status }: ListedReturn) =>
  `refund:${id}${status === "failed" || status === "canceled" ? ":failed" : ""}`;

/** Credit notes that are in nobody's log. */
export const compareCreditNotes: ComparePage = async (ctx, round, after) =>
  compared(ctx, await pageOfCreditNotes({ after, since: lately(round) }), {
    kind: "credit_note_missed",
    known: (tx, items) => inLog(tx, items, ({ id, status }) => `credit_note:${id}:${noteAction(status)}`),
    customerOf: async (id) => (await readCreditNote(id)).customerId,
    follow: ({ id, status }) =>
      noteCreditNote(ctx, id, noteAction(status), status === "void" ? ctx.now : undefined),
  });

const noteAction = (status: string) => (status === "void" ? "credit_note_voided" : "credit_note_created");

/** Disputes that are not known, or not in their present state. */
export const compareDisputes: ComparePage = async (ctx, { startedAt }, after) => {
  const since = new Date(startedAt.getTime() - disputeMs);
  return compared(ctx, await pageOfDisputes({ after, since }), {
    kind: "dispute_missed",
    async known(tx, items) {
      const ids = items.map(({ id }) => id);
      const rows = await tx.select().from(disputes).where(inArray(disputes.stripeDisputeId, ids));
      const status = new Map(rows.map((row) => [row.stripeDisputeId, row.status]));
      return new Set(items.filter((item) => status.get(item.id) === item.status).map(({ id }) => id));
    },
    customerOf: async (id) => (await readDispute(id)).customerId,
    async follow({ id, chargeId, status }) {
      const isOver = status === "won" || status === "lost";
      const type = isOver ? "charge.dispute.closed" : "charge.dispute.updated";
      const created = Math.floor(ctx.now.getTime() / 1000);
      await followDispute(ctx, { id: `listed:${id}`, type, created, data: { object: { id } } });
      if (chargeId) await followLostPayment(ctx, chargeId);
    },
  });
};

type Family = {
  kind: MissedKind;
  /** The ids that need no further look. */
  known: (tx: Transaction, items: readonly ListedReturn[]) => Promise<Set<string>>;
  customerOf: (id: string) => Promise<string | null>;
  follow: (item: ListedReturn) => Promise<void>;
};

/** What reads one, the invoice that it is about, and what of the payment is left. */
const requestsOfOne = 6;

async function compared(
  ctx: Context,
  { items, next }: AccountPage<ListedReturn>,
  { kind, known, customerOf, follow }: Family,
): Promise<ComparedPage> {
  const settled = items.length > 0 ? await acrossTenants((tx) => known(tx, items)) : new Set();
  let read = 0;
  let readAnew = 0;
  for (const item of items) {
    if (settled.has(item.id)) continue;
    read += 1;
    await pace(requestsOfOne);
    const customerId = await customerOf(item.id);
    const tenantId = customerId ? await acrossTenants((tx) => tenantOfCustomer(tx, customerId)) : null;
    // Of nobody that Choba knows.
    if (!tenantId) continue;
    readAnew += 1;
    await follow(item);
    const { id: key, amountMinor, currency } = item;
    await inTenant(tenantId, (tx) =>
      noteMended(tx, ctx, tenantId, { kind, key, facts: { amountMinor, currency } }, "reconciliation"),
    );
  }
  return { next, compared: items.length, readAnew, made: read * requestsOfOne, requests: 0 };
}

async function inLog(
  tx: Transaction,
  items: readonly ListedReturn[],
  keyOf: (item: ListedReturn) => string,
): Promise<Set<string>> {
  const keys = items.map(keyOf);
  const rows = await tx
    .select({ key: manualChanges.key })
    .from(manualChanges)
    .where(inArray(manualChanges.key, keys));
  const found = new Set(rows.map(({ key }) => key));
  return new Set(items.filter((item) => found.has(keyOf(item))).map(({ id }) => id));
}
