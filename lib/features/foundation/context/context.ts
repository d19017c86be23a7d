import type { KnownEpoch } from "@/lib/db/known-epoch";
import type { Actor } from "@/lib/domain/access/actor";

import type { Locale } from "@/lib/i18n/locales";

export type { Locale };

/** What every use-case knows of its caller: who, when, and in which request. */
export type Context = {
  actor: Actor;
  /** Choba's time, read once at the edge. */
  now: Date;
  requestId: string;
  /**
   * Under what the process believed what it kept in memory of the caller; absent or null if the database was asked. Only a
   * write whose statement checks it may be called with it; everything else may look at it no more than a second later.
   */
  known?: KnownEpoch | null;
};

/** Somebody who is not signed in. Only use-cases of the scope `bearer` let them do anything. */
export const visitorContext = (now: Date, requestId: string): Context => ({
  actor: { kind: "visitor" },
  now,
  requestId,
});

export const systemContext = (process: string, now: Date, requestId: string): Context => ({
  actor: { kind: "system", process },
  now,
  requestId,
});
