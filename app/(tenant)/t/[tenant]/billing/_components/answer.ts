import type { RefusalCode, Result } from "@/lib/domain/errors";

const statusOf: Partial<Record<RefusalCode, number>> = {
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  invalid_input: 422,
  stripe_unreachable: 503,
};

/** A Result as JSON for the screens' own reads; never kept by any cache. */
export function answer(result: Result<unknown>): Response {
  const status = result.ok ? 200 : (statusOf[result.refusal.code] ?? 409);
  return Response.json(result, { status, headers: { "Cache-Control": "no-store" } });
}
