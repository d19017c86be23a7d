import { newId } from "./ids";
import type { JsonObject } from "./json";

export const FAILURE_KINDS = [
  "decline",
  "three_d_secure",
  "rate_limit_429",
  "server_error_500",
  "unavailable_503",
  "timeout",
  "timeout_after_commit",
  // The next are for what Stripe documents but Choba never tried there.
  "refuse_anchor_config",
  "refuse_finalization_time",
  "refuse_tax_amounts",
  "refuse_line_texts",
  "refuse_line_amounts",
  "keep_discounts",
  "webhook_duplicate",
  "webhook_delay",
  "webhook_shuffle",
  "webhook_drop",
] as const;
export type FailureKind = (typeof FAILURE_KINDS)[number];

export interface Failure {
  id: string;
  kind: FailureKind;
  /** The requests it applies to; all when unset. */
  match: { method?: string; path?: string };
  /** How many more times it happens; null: until it is cleared. */
  times: number | null;
  /** How many matching requests pass before it happens first. */
  skip?: number;
  delayMs: number;
  /** It is over at this time of the system, in milliseconds; unset: when it is cleared. */
  untilMs?: number;
}

/** The failures that are switched on. They are kept in memory, so a restart clears them. */
export class Failures {
  private active: Failure[] = [];

  add(failure: Omit<Failure, "id">): Failure {
    const added = { ...failure, id: newId("failure", 8) };
    this.active.push(added);
    return added;
  }

  clear(): void {
    this.active = [];
  }

  list(): JsonObject[] {
    this.forgetOver();
    return this.active.map(({ delayMs, untilMs, match, ...rest }) => ({
      ...rest,
      match: { ...match },
      delay_ms: delayMs,
      ...(untilMs === undefined ? {} : { seconds_left: Math.ceil((untilMs - Date.now()) / 1000) }),
    }));
  }

  /** Uses up one occurrence of a failure that matches; null when none is switched on. */
  strike(kind: FailureKind, request?: { method: string; path: string }): Failure | null {
    this.forgetOver();
    const found = this.active.find((failure) => failure.kind === kind && fits(failure, request));
    if (!found) return null;
    if (found.skip) {
      found.skip -= 1;
      return null;
    }
    if (found.times !== null) {
      found.times -= 1;
      if (found.times <= 0) this.active = this.active.filter((failure) => failure !== found);
    }
    return found;
  }

  private forgetOver(): void {
    this.active = this.active.filter(({ untilMs }) => untilMs === undefined || untilMs > Date.now());
  }
}

function fits({ match }: Failure, request?: { method: string; path: string }): boolean {
  if (!request) return true;
  if (match.method && match.method.toUpperCase() !== request.method) return false;
  return !match.path || request.path.startsWith(match.path);
}
