import { newId } from "./ids";
import type { JsonObject } from "./json";

export const FAILURE_KINDS = [
  "decline",
  "three_d_secure",
  "rate_limit_429",
  "server_error_500",
  "timeout",
  "timeout_after_commit",
  "webhook_duplicate",
  "webhook_delay",
  "webhook_shuffle",
  "webhook_drop",
] as const;
export type FailureKind = (typeof FAILURE_KINDS)[number];

export interface Failure {
  id: string;
  kind: FailureKind;
  /** Which requests it strikes; all when unset. */
  match: { method?: string; path?: string };
  /** How often it still strikes; null for until cleared. */
  times: number | null;
  /** How many fitting requests pass before it strikes first. */
  skip?: number;
  delayMs: number;
}

/** The switched-on failures. Kept in memory: a restart clears them. */
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
    return this.active.map(({ delayMs, match, ...rest }) => ({
      ...rest,
      match: { ...match },
      delay_ms: delayMs,
    }));
  }

  /** Takes one strike of a failure of this kind that fits the request, if there is one. */
  strike(kind: FailureKind, request?: { method: string; path: string }): Failure | null {
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
}

function fits({ match }: Failure, request?: { method: string; path: string }): boolean {
  if (!request) return true;
  if (match.method && match.method.toUpperCase() !== request.method) return false;
  return !match.path || request.path.startsWith(match.path);
}
