import type Stripe from "stripe";
import { OutsideRefused, OutsideUnreachable } from "@/lib/http/outside";
import { registrationTerms } from "./account-tax-ids";
import { callStripe } from "./call-stripe";
import {
  addedLine,
  compareLines,
  correctionOf,
  type LineUpdate,
  takenBack,
  withoutTerms,
} from "./draft-lines";
import { type DraftProblem, type ExpectedInvoice, othersOn, problemOf } from "./draft-problem";
import { type InvoiceSnapshot, readInvoice } from "./invoices";
import { keyed } from "./keyed";
import { notesOfTerms, reductionsOfTerms, taxesOfTerms } from "./manual-draft-lines";
import { secondsOf } from "./own-invoices";
import { readDraft } from "./read-draft";

export type CompletedDraft =
  | { state: "final"; invoice: InvoiceSnapshot }
  /** It is not what was promised: nothing was finalised. */
  | { state: "differs"; problem: DraftProblem }
  /** Stripe refuses what the documentation allows. */
  | { state: "refused"; reason: string };

/** How long a draft waits for Choba at most before it is final without us. */
const waitSeconds = 72 * 60 * 60;

/**
 * Puts on a renewal's draft what is expected, reads it back, and makes it final if it is as promised. A line that stands
 * there gets our text, days and tax; a line of ours that should not be there is taken back by one of its own; what is
 * missing is added. Lines of items that people put there stay, with what rates and coupons made of them, and never stop
 * it. Whatever was done before is found and not done again.
 */
export async function completeRenewalDraft(
  id: string,
  expected: ExpectedInvoice,
  ours: ReadonlySet<string>,
  key: string,
): Promise<CompletedDraft> {
  try {
    const draft = await hold(id, key);
    await correct(await prepare(draft, expected, ours, key), expected, ours, key);
  } catch (error) {
    if (!(error instanceof OutsideRefused)) throw error;
    const { status } = await readDraft(id);
    if (status !== "draft") throw new OutsideUnreachable(`invoice ${id} became ${status} meanwhile`);
    return { state: "refused", reason: error.reason };
  }
  const problem = await problemOf(id, expected, ours);
  if (problem) return { state: "differs", problem };
  await callStripe((stripe) =>
    stripe.invoices.finalizeInvoice(id, { auto_advance: true }, { idempotencyKey: `${key}:final` }),
  );
  return { state: "final", invoice: await readInvoice(id) };
}

/**
 * It must not become final by itself meanwhile. Where Stripe takes no other time for it, it advances no more. Answers the draft
 * as it was read before: all but its time is still so.
 */
async function hold(id: string, key: string, atLeastUntil = 0): Promise<Stripe.Invoice> {
  const draft = await readDraft(id);
  const until = Math.max(draft.created + waitSeconds, atLeastUntil);
  if (!draft.auto_advance || draft.automatically_finalizes_at === until) return draft;
  const update = (parameters: Stripe.InvoiceUpdateParams) =>
    callStripe((stripe) =>
      stripe.invoices.update(id, parameters, { idempotencyKey: keyed(`${key}:hold`, parameters) }),
    );
  try {
    await update({ automatically_finalizes_at: until });
  } catch (error) {
    if (!(error instanceof OutsideRefused)) throw error;
    await update({ auto_advance: false });
  }
  return draft;
}

/** So long after a hold's end Stripe makes a draft final by itself: Choba completes it before. */
const afterHoldSeconds = 24 * 3_600;

/** A renewal's draft waits at Stripe as well while staff hold it. */
export async function holdRenewalDraft(id: string, until: Date, key: string): Promise<void> {
  await hold(id, key, Math.floor(until.getTime() / 1000) + afterHoldSeconds);
}

/**
 * Names the charge and clears rates and coupons, after noting what they make of people's lines. Answers the draft with its
 * lines as they are now.
 */
async function prepare(
  draft: Stripe.Invoice,
  { chargeId, footer, registration, dueAt, lines, knownDiscounts }: ExpectedInvoice,
  ours: ReadonlySet<string>,
  key: string,
): Promise<Stripe.Invoice> {
  const { id } = draft;
  const { theirs } = compareLines(draft.lines.data, lines, ours);
  const notes = notesOfTerms(draft, theirs, knownDiscounts);
  await updateLines(id, notes, `${key}:keep`);
  const others = othersOn(draft, knownDiscounts);
  // Tax amounts bear no rates beside them, and every discount is a line: nothing is taken twice.
  const cleared: Stripe.InvoiceUpdateParams = {
    ...(draft.default_tax_rates.length > 0 ? { default_tax_rates: "" as const } : {}),
    ...(draft.discounts.length > others.length ? { discounts: asParameter(others) } : {}),
    ...(draft.automatic_tax.enabled ? { automatic_tax: { enabled: false } } : {}),
  };
  const parameters: Stripe.InvoiceUpdateParams = {
    ...cleared,
    ...(footer === null || footer === draft.footer ? {} : { footer }),
    ...(await registrationTerms(registration, draft)),
    ...dueOn(draft, dueAt),
    ...(draft.metadata?.choba_charge === chargeId ? {} : { metadata: { choba_charge: chargeId } }),
  };
  if (Object.keys(parameters).length > 0)
    await callStripe((stripe) =>
      stripe.invoices.update(id, parameters, { idempotencyKey: keyed(`${key}:terms`, parameters) }),
    );
  const isChanged = notes.length + Object.keys(cleared).length > 0;
  return isChanged ? readDraft(id) : draft;
}

/** Only what is sent has a due date. */
const dueOn = (draft: Stripe.Invoice, dueAt: Date | null): Pick<Stripe.InvoiceUpdateParams, "due_date"> =>
  draft.collection_method !== "send_invoice" || !dueAt || draft.due_date === secondsOf(dueAt)
    ? {}
    : { due_date: secondsOf(dueAt) };

const asParameter = (discounts: string[]) =>
  discounts.length > 0 ? discounts.map((discount) => ({ discount })) : ("" as const);

async function correct(
  draft: Stripe.Invoice,
  { lines, ...expected }: ExpectedInvoice,
  ours: ReadonlySet<string>,
  key: string,
): Promise<void> {
  try {
    await putLines(draft, { lines, ...expected }, ours, key);
  } catch (error) {
    if (!(error instanceof OutsideRefused) || lines.every(({ wholeMinor }) => wholeMinor === null))
      throw error;
    // Another amount of the subscription's own line is refused: the whole is taken back, and the part is added.
    const wholes = lines.map((line) => ({ ...line, wholeMinor: null }));
    await putLines(await readDraft(draft.id), { ...expected, lines: wholes }, ours, key);
  }
}

async function putLines(
  draft: Stripe.Invoice,
  { lines, knownDiscounts }: ExpectedInvoice,
  ours: ReadonlySet<string>,
  key: string,
): Promise<void> {
  const { id } = draft;
  const isLowered = othersOn(draft, knownDiscounts).length > 0;
  const { matched, surplus, missing, theirs } = compareLines(draft.lines.data, lines, ours);
  // In one request, since tax amounts are refused while any line has rates.
  const updates = [
    ...matched.flatMap((each) => correctionOf(each, isLowered)),
    ...surplus.flatMap(withoutTerms),
    ...(await taxesOfTerms(theirs)),
  ];
  await updateLines(id, updates, `${key}:lines`);
  const added = [
    ...missing.map(addedLine),
    ...surplus.map(takenBack),
    ...reductionsOfTerms(draft.lines.data, theirs),
  ];
  if (added.length > 0)
    await callStripe((stripe) =>
      stripe.invoices.addLines(id, { lines: added }, { idempotencyKey: keyed(`${key}:add`, added) }),
    );
}

async function updateLines(id: string, lines: LineUpdate[], key: string): Promise<void> {
  if (lines.length > 0)
    await callStripe((stripe) =>
      stripe.invoices.updateLines(id, { lines }, { idempotencyKey: keyed(key, lines) }),
    );
}
