import type { AsideReason, InboxState, OutboxState } from "./message-states";

/** Why a message or an event did not get through, in kinds that have words. */
export const failureCauses = [
  "unreachable",
  "own_error",
  "mail_refused",
  "no_such",
  "own_rule",
  "card",
  "refused",
  "skipped",
] as const;
export type FailureCause = (typeof failureCauses)[number];

type Failed = {
  state: OutboxState | InboxState;
  /** As it is kept: the code of a refusal, or the error of the last attempt. */
  lastError: string | null;
  errorDetail: string | null;
};

/** Null: nothing has failed. */
export function failureCause({ state, lastError, errorDetail }: Failed): FailureCause | null {
  if (!lastError) return null;
  const said = `${lastError} ${errorDetail ?? ""}`;
  if (state === "pending") return lastError.startsWith("OutsideUnreachable") ? "unreachable" : "own_error";
  if (lastError === "skipped") return "skipped";
  if (lastError.startsWith("smtp_")) return "mail_refused";
  if (said.includes("resource_missing") || /\bno such\b/i.test(said)) return "no_such";
  if (said.includes("refused by our own rule")) return "own_rule";
  return /card|funds|declin/.test(lastError) ? "card" : "refused";
}

/** Why an event was set aside wins over what an attempt said. */
export const reasonOf = (
  failed: Failed & { asideReason: AsideReason | null },
): FailureCause | AsideReason | null =>
  failed.state === "set_aside" ? failed.asideReason : failureCause(failed);
