import type { Actor } from "@/lib/domain/access/actor";

import type { Locale } from "@/lib/i18n/locales";

export type { Locale };

/** What every use-case knows of its caller: who, when, and in which request. */
export type Context = {
  actor: Actor;
  /** Choba's time, read once at the edge. */
  now: Date;
  requestId: string;
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
