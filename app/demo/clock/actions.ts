"use server";

import { notFound } from "next/navigation";
import { contextOf, currentPerson } from "@/lib/auth/session";
import { env } from "@/lib/env";
import { clockSteps } from "@/lib/features/demo/clock/clock-target";
import { type ClockAnswer, moveDemoClock } from "@/lib/features/demo/clock/move-demo-clock";
import { findTenantId } from "@/lib/features/people/tenants/queries";

export type MoveAnswer = ClockAnswer | { ok: false; problem: "unauthenticated" };

/** Moves the demo's time by one step of the clock bar, seen from the tenant on the page if there is one. */
export async function moveClock(step: unknown, tenantSlug: unknown): Promise<MoveAnswer> {
  if (!env().CHOBA_DEMO) notFound();
  const person = await currentPerson();
  if (!person || person.onlyIn) return { ok: false, problem: "unauthenticated" };
  const known = clockSteps.find((name) => name === step);
  if (!known) return { ok: false, problem: "failed" };
  const tenantId = typeof tenantSlug === "string" ? await findTenantId(tenantSlug) : null;
  return moveDemoClock(await contextOf(person), known, tenantId);
}
