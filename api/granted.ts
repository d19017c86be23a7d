import { Refused, type Result } from "@/lib/domain/errors";

/**
 * The value of a use-case's result. A refusal is thrown and `errorResponse` makes its response, so that routes
 * only write their success.
 */
export function granted<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Refused(result.refusal.code, result.refusal);
}
