import { contextOf, currentPerson } from "@/lib/auth/session";
import type { RefusalCode, Result } from "@/lib/domain/errors";
import type { Context } from "@/lib/features/foundation/context/context";

const statusOf: Partial<Record<RefusalCode, number>> = {
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  invalid_input: 422,
};

/** Runs a read for the signed-in person and answers it as JSON; never kept by any cache. */
export async function jsonForPerson<T>(read: (ctx: Context) => Promise<Result<T>>): Promise<Response> {
  const person = await currentPerson();
  const result: Result<T> = person
    ? await read(await contextOf(person))
    : { ok: false, refusal: { code: "unauthenticated" } };
  const status = result.ok ? 200 : (statusOf[result.refusal.code] ?? 400);
  return Response.json(result.ok ? result.value : result.refusal, {
    status,
    headers: { "Cache-Control": "no-store" },
  });
}
