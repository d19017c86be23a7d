/**
 * `pending`: not accepted yet, and it will be tried (again). `failed`: given up after the last attempt. `dropped`: the
 * endpoint was switched off before.
 */
export const deliveryStates = ["pending", "delivered", "failed", "dropped"] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** Who or what switched an endpoint off: an administrator, its answer 410, or three days without a success. */
export type SwitchedOffReason = "by_admin" | "gone" | "failing";

/** Why an attempt did not reach a server that answered. */
export const attemptErrors = [
  "timeout",
  "address_not_allowed",
  "name_not_found",
  "connection_refused",
  "tls",
  "connection_lost",
  "secret_unreadable",
] as const;
export type AttemptError = (typeof attemptErrors)[number];

/** One attempt to deliver an event. `at` is Choba's time. */
export type Attempt = {
  at: string;
  durationMs: number;
  /** The HTTP status; null: there was no answer. */
  status: number | null;
  error: AttemptError | null;
  /** The beginning of the answer's body. */
  answer: string;
};

/** What is shown of an answer, and how many attempts are kept. */
export const keptAnswerBytes = 2_048;
export const keptAttempts = 20;

/** Any 2xx is a success. A redirect is not followed, so it is none. */
export const isAccepted = ({ status }: Pick<Attempt, "status">): boolean =>
  status !== null && status >= 200 && status < 300;

/** The receiver wants nothing more (410 Gone). */
export const wantsNoMore = ({ status }: Pick<Attempt, "status">): boolean => status === 410;
