import type { RefusalCode } from "@/lib/domain/errors";

/** The HTTP status of each refusal: the one place where they are chosen. 409 is "not in the present state". */
export const refusalStatus = {
  invalid_input: 422,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  limit_reached: 409,
  payment_account_missing: 409,
  payment_account_exists: 409,
  stripe_off: 409,
  stripe_unreachable: 503,
  stripe_refused: 502,
  card_declined: 402,
  plan_unavailable: 409,
  same_license: 409,
  change_pending: 409,
  renewal_stopped: 409,
  renewal_not_stopped: 409,
  payment_due: 409,
  license_is_free: 409,
  license_is_paid: 409,
  does_not_fit: 409,
  nothing_pending: 409,
  too_late: 409,
  not_a_member: 409,
  sales_led: 409,
  not_sales_led: 409,
  busy: 429,
  changed_meanwhile: 409,
  in_use: 409,
  used_by_draft: 409,
  free_plan_needed: 409,
  quote_closed: 409,
  quote_expired: 409,
  quote_needs_sales: 409,
  owners_only: 403,
  last_owner: 409,
  last_staff_admin: 409,
  invitation_closed: 409,
  staff_are_no_members: 409,
  too_many_invitations: 429,
  sales_model_refused: 409,
  subscription_running: 409,
  contract_stands: 409,
  quote_outdated: 409,
} as const satisfies Record<RefusalCode, number>;

/** What can be wrong with a request before any use-case is asked, and what can be wrong with us. */
export const edgeStatus = {
  malformed_json: 400,
  body_too_large: 413,
  unsupported_media_type: 415,
  rate_limited: 429,
  unexpected: 500,
} as const;

export type EdgeProblem = keyof typeof edgeStatus;
