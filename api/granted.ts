import { Refused, type Result } from "@/lib/domain/errors";

/** What a use-case gave, or its refusal thrown, which `answerError` answers: routes only write their success. */
export function granted<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Refused(result.refusal.code, result.refusal);
}
