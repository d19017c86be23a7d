import type { AuditAction, AuditArea } from "./audit-actions";

/** All of an entry, or without what staff wrote. */
type Reading = "whole" | "facts";

/**
 * What a tenant's own people read of its log, by area or by single action. An action wins over its area.
 * Entries that are not listed here are for staff, so a new action in an area where staff work stays hidden
 * until somebody decides. `facts` leaves out the words of staff. `whole` is for entries whose words come from
 * the tenant, from Choba or from Stripe.
 */
const readByTenants: Readonly<Partial<Record<AuditArea | AuditAction, Reading>>> = {
  license: "whole",
  order: "whole",
  reservation: "whole",
  payment_account: "whole",
  members: "whole",
  payment_administrator: "whole",
  dashboard_session: "whole",
  registration: "whole",
  hold: "whole",
  mau: "facts",
  // A correction of the customer's own usage shows its reason to the customer.
  usage: "whole",
  usage_alerts: "whole",
  at_stripe: "facts",
  "stripe_difference.found": "facts",
  "stripe_difference.gone": "facts",
  // Everything except the memo of staff.
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
  "tenant.closed": "facts",
  "tenant.reopened": "facts",
  "tenant.time_zone_changed": "facts",
  "tenant.sales_model_changed": "facts",
  // From the sending on. For customers, drafts and revisions in progress do not exist.
  "quote.send": "facts",
  "quote.accept": "facts",
  "quote.accept_on_paper": "facts",
  "quote.decline": "whole",
  "quote.withdraw": "facts",
  "quote.expire": "facts",
  // How Stripe invoices the contract is left out, as it is on the contract's page.
  "contract.set": "facts",
  "contract.schedule": "facts",
  "contract.begin": "facts",
  "contract.renew": "facts",
  "contract.end": "facts",
  "contract.terminate": "facts",
  "contract.end_scheduled": "facts",
  "contract.end_cancelled": "facts",
  // What is charged, but not why: that is for staff.
  "on_demand.charge": "facts",
  "on_demand.withdraw": "facts",
  "contract.schedule_cancelled": "facts",
};

const listed = Object.keys(readByTenants) as (AuditArea | AuditAction)[];
const isAction = (name: AuditArea | AuditAction): name is AuditAction => name.includes(".");

/** The rule for many entries at once, for a question to the database: these areas as a whole, and these single actions. */
export const areasForTenants = listed.filter((name) => !isAction(name));
export const actionsForTenants = listed.filter(isAction);

/** What staff write for themselves, and until when they respond to a dispute. */
const staffFields = ["note", "reason", "answerBy", "disputeId"];

type Entry = { action: string; before: unknown; after: unknown };

/** An entry as the tenant's own people may read it; null if it is for staff only. */
export function forTenant<Shown extends Entry>(entry: Shown): Shown | null {
  const { action, before, after } = entry;
  const [area = ""] = action.split(".");
  const shown = own(action) ?? own(area);
  if (!shown || isOfDraft(entry)) return null;
  return shown === "whole" ? entry : { ...entry, before: factsOf(before), after: factsOf(after) };
}

const own = (name: string): Reading | undefined =>
  Object.hasOwn(readByTenants, name) ? readByTenants[name as AuditArea | AuditAction] : undefined;

/** Throwing a draft away is recorded like withdrawing a sent quote, but no customer knew of the draft. */
const isOfDraft = ({ action, before }: Entry): boolean =>
  action === withdrawal && isRecord(before) && before.state === "draft";

export const withdrawal = "quote.withdraw" satisfies AuditAction;

function factsOf(side: unknown): unknown {
  if (!isRecord(side)) return side;
  return Object.fromEntries(Object.entries(side).filter(([name]) => !staffFields.includes(name)));
}

const isRecord = (side: unknown): side is Record<string, unknown> =>
  typeof side === "object" && side !== null && !Array.isArray(side);
