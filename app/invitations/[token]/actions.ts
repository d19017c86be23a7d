"use server";

import { redirect } from "next/navigation";
import { textOf } from "@/lib/auth/sent";
import { currentPerson, endSession, startSession } from "@/lib/auth/session";
import { readClock } from "@/lib/clock";
import { newId } from "@/lib/db/ids";
import { type Result, succeeded } from "@/lib/domain/errors";
import { visitorContext } from "@/lib/features/foundation/context/context";
import { readInvitation } from "@/lib/features/people/invitations/read-invitation";
import { acceptInvitation } from "@/lib/features/people/members/accept-invitation";

/** Takes the invitation, signs newcomers in, and says where to go on. The mailed address has proven whose mailbox it is. */
export async function accept(token: string, name: string): Promise<Result<{ address: string }>> {
  const ctx = visitorContext(await readClock(), newId("audit"));
  const signedInAs = (await currentPerson())?.email ?? null;
  const accepted = await acceptInvitation(ctx, { token: textOf(token), name: textOf(name), signedInAs });
  if (!accepted.ok) return accepted;
  const { email, path } = accepted.value;
  if (signedInAs !== email) await startSession(email, "invitation");
  return succeeded({ address: path });
}

/**
 * Opens the sign-in page with the invited address, which leads back to the invitation. Another person who was signed in
 * here is signed out.
 */
export async function signInFirst(token: string): Promise<void> {
  const ctx = visitorContext(await readClock(), newId("audit"));
  const invitation = await readInvitation(ctx, { token: textOf(token) });
  await endSession();
  const callbackUrl = `/invitations/${encodeURIComponent(textOf(token))}`;
  const asked = new URLSearchParams({ callbackUrl, ...(invitation.ok && { email: invitation.value.email }) });
  redirect(`/sign-in?${asked}`);
}
