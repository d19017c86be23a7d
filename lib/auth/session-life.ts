import { env } from "@/lib/env";
import type { SessionLife } from "@/lib/features/people/sign-in/sessions";

const hourMs = 3_600_000;

/** How long sessions last, as this installation is set up. */
export function sessionLife(): SessionLife {
  const { CHOBA_SESSION_DAYS, CHOBA_SESSION_IDLE_HOURS } = env();
  return { lastsMs: CHOBA_SESSION_DAYS * 24 * hourMs, idleMs: CHOBA_SESSION_IDLE_HOURS * hourMs };
}
