import { cookies, headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { type Result, refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import type { Context } from "@/lib/features/foundation/context/context";
import { findTenantId, type Person } from "@/lib/features/people/tenants/queries";
import { ownPath } from "@/lib/http/own-path";
import { contextOf, currentDashboard, currentPerson } from "./session";
import { isSessionCookie } from "./session-cookie";

export type Guarded = { person: Person; ctx: Context };

/** For pages: the signed-in person. Anyone else is sent to the sign-in page, which leads back here. */
export const requirePerson = cache(async (): Promise<Guarded> => {
  const person = await currentPerson();
  if (!person) redirect(await signInAddress());
  return { person, ctx: await contextOf(person) };
});

/**
 * The sign-in page, which leads back here. It says so if a session was there and has ended. Whoever came from the SaaS
 * does not sign in here: their way back is shown instead.
 */
async function signInAddress(): Promise<string> {
  const dashboard = await currentDashboard();
  if (dashboard) return `/open/ended/${dashboard.id}`;
  const [head, jar] = await Promise.all([headers(), cookies()]);
  const page = ownPath(head.get("x-page")) ?? "/";
  const hadSession = jar.getAll().some(({ name }) => isSessionCookie(name));
  const query = new URLSearchParams({
    ...(page === "/" ? {} : { callbackUrl: page }),
    ...(hadSession ? { error: "SessionRequired" } : {}),
  });
  return query.size > 0 ? `/sign-in?${query}` : "/sign-in";
}

/** For pages of a tenant. An unknown tenant looks the same as one that the reader may not see. */
export async function requireTenant(slug: string): Promise<Guarded & { tenantId: Id<"tenant"> }> {
  const guarded = await requirePerson();
  const tenantId = await findTenantId(slug);
  if (!tenantId) notFound();
  return { ...guarded, tenantId };
}

/** For pages: the value of a read, or the not-found page if the reader may not see it. */
export function orNotFound<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  if (result.refusal.code === "not_found" || result.refusal.code === "forbidden") notFound();
  throw new Error(`unexpected refusal: ${result.refusal.code}`);
}

/** For server actions and route handlers: runs for the signed-in person on a tenant, or refuses. */
export async function onTenant<T>(
  slug: string,
  run: (ctx: Context, tenantId: Id<"tenant">, person: Person) => Promise<Result<T>>,
): Promise<Result<T>> {
  const person = await currentPerson();
  if (!person) return refused("unauthenticated");
  const tenantId = await findTenantId(slug);
  if (!tenantId) return refused("not_found");
  return run(await contextOf(person), tenantId, person);
}

/** For server actions that belong to no tenant: runs for the signed-in person, or refuses. */
export async function asPerson<T>(run: (ctx: Context) => Promise<Result<T>>): Promise<Result<T>> {
  const person = await currentPerson();
  return person ? run(await contextOf(person)) : refused("unauthenticated");
}
