"use server";

import { ownSignInLink } from "@/lib/auth/own-sign-in-link";
import { currentPerson } from "@/lib/auth/session";
import { readClock } from "@/lib/clock";
import { newId } from "@/lib/db/ids";
import { type Result, succeeded } from "@/lib/domain/errors";
import { acceptInvitation } from "@/lib/features/invitations/accept";

/** Takes the invitation and says where to go on: straight in, or by a link that signs in on the way. */
export async function accept(token: string, name: string): Promise<Result<{ address: string }>> {
  const ctx = { now: await readClock(), requestId: newId("audit") };
  const accepted = await acceptInvitation(ctx, { token: String(token), name: String(name) });
  if (!accepted.ok) return accepted;
  const { email, path } = accepted.value;
  const present = await currentPerson();
  return succeeded({ address: present?.email === email ? path : await ownSignInLink(email, path) });
}
