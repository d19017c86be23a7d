import {
  type DetailField,
  type StripeField,
  type StripeValues,
  sameValue,
  stripeFields,
  textOf,
} from "./fields";
import type { TaxId } from "./tax-ids/tax-id";

/**
 * What is to be done about one field that is kept here and at Stripe:
 * `agreed`, `send` ours, `take` theirs, or `conflict`: both changed since both were last known to be the
 * same.
 */
export type Outcome = "agreed" | "send" | "take" | "conflict";

export type Sides = {
  ours: StripeValues;
  /**
   * What Stripe had when it was last read or written. A field is absent while nothing is known of it at this
   * customer.
   */
  known: Partial<StripeValues>;
  /**
   * What is being written to Stripe now, or was being written when the response was lost. Finding it there is
   * expected.
   */
  sending: Partial<StripeValues> | null;
  /** What Stripe has now. */
  theirs: StripeValues;
};

/** Each field is decided alone: a change of the phone at Stripe does not stop our change of the address. */
export function reconcile(sides: Sides): Record<StripeField, Outcome> {
  return Object.fromEntries(stripeFields.map((field) => [field, outcomeOf(field, sides)])) as Record<
    StripeField,
    Outcome
  >;
}

/**
 * While these are empty here, Stripe's customer keeps the payer's own values: they are neither taken over nor
 * sent.
 */
const fallsBackToPayer: readonly DetailField[] = ["email", "invoiceLanguage"];

function outcomeOf(field: StripeField, { ours, known, sending, theirs }: Sides): Outcome {
  const before = known[field];
  const isEmpty = (values: StripeValues) => textOf(field, values[field]) === "";
  if (sameValue(field, ours[field], theirs[field])) return "agreed";
  if (fallsBackToPayer.includes(field)) {
    if (isEmpty(ours)) return "agreed";
    if (before === undefined) return "send";
  }
  if (before === undefined) return isEmpty(ours) ? "take" : isEmpty(theirs) ? "send" : "conflict";
  const unchangedThere =
    sameValue(field, before as never, theirs[field] as never) || isOurWriting(field, known, sending, theirs);
  if (unchangedThere) return "send";
  return sameValue(field, before as never, ours[field] as never) ? "take" : "conflict";
}

/**
 * Tax ids are written one by one. If a response is lost, some of the old and some of the new ones may be
 * there.
 */
function isOurWriting(
  field: StripeField,
  known: Partial<StripeValues>,
  sending: Partial<StripeValues> | null,
  theirs: StripeValues,
): boolean {
  const wanted = sending?.[field];
  if (wanted === undefined) return false;
  if (field !== "taxIds") return sameValue(field, wanted as never, theirs[field] as never);
  const texts = (ids: readonly TaxId[]) => new Set(ids.map(({ type, value }) => `${type} ${value}`));
  const [before, after, now] = [texts(known.taxIds ?? []), texts(wanted as TaxId[]), texts(theirs.taxIds)];
  return (
    [...now].every((id) => before.has(id) || after.has(id)) &&
    [...before].every((id) => !after.has(id) || now.has(id))
  );
}
