import type { RefusalCode, Result } from "@/lib/domain/errors";

const statusOf: Partial<Record<RefusalCode, number>> = {
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
};

/**
 * A Result as JSON for the screens' own reads; no cache keeps it. Readers without permission get HTTP's status for it.
 * Any other refusal is an ordinary response.
 */
export function jsonResponse(result: Result<unknown>): Response {
  const status = result.ok ? 200 : (statusOf[result.refusal.code] ?? 200);
  return Response.json(result, { status, headers: { "Cache-Control": "no-store" } });
}
