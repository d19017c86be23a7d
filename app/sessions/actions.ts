"use server";

import { redirect } from "next/navigation";
import { asPerson } from "@/lib/auth/guard";
import { personAction } from "@/lib/auth/server-actions";
import { endSession } from "@/lib/auth/session";
import type { Result } from "@/lib/domain/errors";
import { endAllOwnSessions } from "@/lib/features/people/sign-in/end-all-own-sessions";
import { endOwnSession as endOne } from "@/lib/features/people/sign-in/end-own-session";

export const endOwnSession = personAction(endOne);

/** Signs out everywhere, and leads to the sign-in page. */
export async function signOutEverywhere(): Promise<Result<never>> {
  const ended = await asPerson((ctx) => endAllOwnSessions(ctx, {}));
  if (!ended.ok) return ended;
  // Its row is gone; this takes the cookie away.
  await endSession();
  redirect("/sign-in");
}
