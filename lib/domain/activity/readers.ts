import type { AuditAction, AuditArea } from "./audit-actions";

/** All of an entry, or without what staff wrote. */
type Reading = "whole" | "facts";

/**
 * What a tenant's own people read of its log, by area or by single action; an action wins over its area. What does not
 * stand here is for staff, so an action that is new in an area where the desk works is hidden until somebody decides.
 * `facts` leaves out the desk's own words; `whole` is for entries whose words are the tenant's own, Choba's or Stripe's.
 */
const readByTenants: Readonly<Partial<Record<AuditArea | AuditAction, Reading>>> = {
  license: "whole",
  order: "whole",
  reservation: "whole",
  payment_account: "whole",
  members: "whole",
  payment_administrator: "whole",
  registration: "whole",
  mau: "facts",
  // Who puts the customer's own usage right owes the customer a reason.
  usage: "whole",
  at_stripe: "facts",
  // All but the desk's memo.
  "billing_details.save": "whole",
  "billing_details.refused_by_stripe": "whole",
  "billing_details.changed_in_stripe": "whole",
  "billing_details.confirm": "whole",
  "billing_details.conflict": "whole",
  "billing_details.resolve_with_choba": "whole",
  "billing_details.resolve_with_stripe": "whole",
  // Who of the sales reps looks after a tenant, and why that changes, is the desk's affair.
  "tenant.create": "facts",
  "tenant.edited": "facts",
  "tenant.time_zone_changed": "facts",
  "tenant.sales_model_changed": "facts",
  // From the sending on: drafts and revisions that are being written do not exist for customers.
  "quote.send": "facts",
  "quote.accept": "facts",
  "quote.accept_on_paper": "facts",
  "quote.decline": "whole",
  "quote.withdraw": "facts",
  "quote.expire": "facts",
  // Not how the invoicing goes at Stripe, which the contract's page does not tell them either.
  "contract.set": "facts",
  "contract.schedule": "facts",
  "contract.begin": "facts",
  "contract.renew": "facts",
  "contract.end": "facts",
  "contract.terminate": "facts",
  "contract.end_scheduled": "facts",
  "contract.end_cancelled": "facts",
  "contract.schedule_cancelled": "facts",
};

const listed = Object.keys(readByTenants) as (AuditArea | AuditAction)[];
const isAction = (name: AuditArea | AuditAction): name is AuditAction => name.includes(".");

/** The rule for many entries at once, for a question to the database: these areas as a whole, and these single actions. */
export const areasForTenants = listed.filter((name) => !isAction(name));
export const actionsForTenants = listed.filter(isAction);

/** What the desk writes to itself, and until when it answers a dispute. */
const deskWords = ["note", "reason", "answerBy", "disputeId"];

type Entry = { action: string; before: unknown; after: unknown };

/** An entry as the tenant's own people may read it; null where it is for staff only. */
export function forTenant<Told extends Entry>(entry: Told): Told | null {
  const { action, before, after } = entry;
  const [area = ""] = action.split(".");
  const reading = own(action) ?? own(area);
  if (!reading || isOfDraft(entry)) return null;
  return reading === "whole" ? entry : { ...entry, before: factsOf(before), after: factsOf(after) };
}

const own = (name: string): Reading | undefined =>
  Object.hasOwn(readByTenants, name) ? readByTenants[name as AuditArea | AuditAction] : undefined;

/** A draft that is thrown away is withdrawn like a quote that was sent, and no customer knows of it. */
const isOfDraft = ({ action, before }: Entry): boolean =>
  action === withdrawal && isRecord(before) && before.state === "draft";

export const withdrawal = "quote.withdraw" satisfies AuditAction;

function factsOf(side: unknown): unknown {
  if (!isRecord(side)) return side;
  return Object.fromEntries(Object.entries(side).filter(([name]) => !deskWords.includes(name)));
}

const isRecord = (side: unknown): side is Record<string, unknown> =>
  typeof side === "object" && side !== null && !Array.isArray(side);
