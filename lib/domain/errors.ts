/**
 * A refusal is an expected result ("no, because …"), never a crash. The list of codes is closed, so every
 * edge maps each code once: to an HTTP status in the API, to a sentence in the reader's language on screen
 * (messages `errors.<code>`).
 */
export const refusalCodes = [
  "not_found",
  "forbidden",
  "invalid_input",
  "unauthenticated",
  "limit_reached",
  "license_suspended",
  "payment_account_missing",
  "payment_account_exists",
  "stripe_off",
  "stripe_unreachable",
  "stripe_refused",
  "card_declined",
  "plan_unavailable",
  "same_license",
  "change_pending",
  "promise_changed",
  "renewal_stopped",
  "renewal_not_stopped",
  "payment_due",
  "license_is_free",
  "does_not_fit",
  "nothing_pending",
  "too_late",
  "not_a_member",
  "sales_led",
  "not_sales_led",
  "busy",
  "amount_not_chargeable",
  "changed_meanwhile",
  "in_use",
  "has_counts",
  "used_by_draft",
  "free_plan_needed",
  "quote_closed",
  "quote_expired",
  "quote_needs_sales",
  "owners_only",
  "owner_is_here",
  "already_replaced",
  "last_owner",
  "last_staff_admin",
  "invitation_closed",
  "staff_are_no_members",
  "too_many_invitations",
  "sales_model_refused",
  "subscription_running",
  "contract_stands",
  "quote_outdated",
  "rate_is_default",
  "not_adoptable",
  "endpoint_is_off",
  "known_with_other_content",
  "tenant_closed",
  "tenant_owes",
  "license_runs",
] as const;

export type RefusalCode = (typeof refusalCodes)[number];

/**
 * One rule that one field breaks. `rule` names a message `errors.rules.<rule>`; `params` fill its
 * placeholders.
 */
export type FieldError = { field: string; rule: string; params?: Record<string, string | number> };

export type Refusal = {
  code: RefusalCode;
  fields?: FieldError[];
  /** Values for the message's placeholders, such as the maximum of a limit. */
  params?: Record<string, string | number>;
};

export type Result<T> = { ok: true; value: T } | { ok: false; refusal: Refusal };

/** Thrown inside a use-case to roll its transaction back. The use-case builder turns it into a `Result`. */
export class Refused extends Error {
  readonly refusal: Refusal;

  constructor(code: RefusalCode, details: Omit<Refusal, "code"> = {}) {
    super(code);
    this.name = "Refused";
    this.refusal = { code, ...details };
  }
}

export const succeeded = <T>(value: T): Result<T> => ({ ok: true, value });
export const refused = (code: RefusalCode, details: Omit<Refusal, "code"> = {}): Result<never> => ({
  ok: false,
  refusal: { code, ...details },
});

/** A broken invariant is a mistake of this code, never the user's. It ends the request with an error. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`Invariant broken: ${message}`);
}
