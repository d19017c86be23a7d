"use server";

import { headers } from "next/headers";
import { getLocale } from "next-intl/server";
import { markAskingBrowser } from "@/lib/auth/asking-browser";
import { callerOf } from "@/lib/auth/caller";
import { judgeLinkRequest } from "@/lib/auth/link-limit";
import { mailSignInLink } from "@/lib/auth/mail-sign-in-link";
import { fieldsOf, textOf } from "@/lib/auth/sent";
import { contextOf, currentPerson, startSession } from "@/lib/auth/session";
import { newSignInLink } from "@/lib/auth/sign-in-link";
import { readClock } from "@/lib/clock";
import { newId } from "@/lib/db/ids";
import { type Result, refused, succeeded } from "@/lib/domain/errors";
import { acceptCheckout, takeCheckout } from "@/lib/features/console/checkouts/accept-checkout";
import { enterCheckout } from "@/lib/features/console/checkouts/enter-checkout";
import { visitorContext } from "@/lib/features/foundation/context/context";
import { findPerson } from "@/lib/features/people/tenants/queries";

export type Entry = { email: string; name: string; company: string; timeZone: string };

/**
 * Mails whoever enters the page a link. Somebody who is known here gets the usual one that signs in; the answer is the same,
 * so it does not tell who has an account.
 */
export async function enter(token: string, entry: Entry): Promise<Result<{ mailed: true }>> {
  const email = textOf(fieldsOf(entry).email);
  const verdict = await judgeLinkRequest({ email, caller: callerOf(await headers()).address });
  if (verdict !== "welcome") {
    const rule = verdict === "too_many" ? "too_many_links" : "email";
    return refused("invalid_input", { fields: [{ field: "email", rule }] });
  }
  const person = await findPerson({ email });
  if (person) {
    const back = `/checkout/${encodeURIComponent(textOf(token))}`;
    await mailSignInLink(person, await newSignInLink(person.email, back, await markAskingBrowser()));
    return succeeded({ mailed: true });
  }
  const ctx = visitorContext(await readClock(), newId("audit"));
  return enterCheckout(ctx, { ...entry, email, id: textOf(token), locale: await getLocale() });
}

/** Follows the mailed link, which has proven whose mailbox it is, and signs its reader in. */
export async function accept(token: string, enterToken: string): Promise<Result<{ address: string }>> {
  const ctx = visitorContext(await readClock(), newId("audit"));
  const accepted = await acceptCheckout(ctx, { id: textOf(token), token: textOf(enterToken) });
  if (!accepted.ok) return accepted;
  await startSession(accepted.value.email, "checkout");
  return succeeded({ address: accepted.value.path });
}

export type Taking = { tenant: string | null; company: string | null; timeZone: string };

/** A signed-in person goes on for a tenant of their own, or for a new one. */
export async function take(token: string, taking: Taking): Promise<Result<{ address: string }>> {
  const person = await currentPerson();
  if (!person) return refused("unauthenticated");
  const input = { ...taking, id: textOf(token), locale: await getLocale() };
  const taken = await takeCheckout(await contextOf(person), input);
  return taken.ok ? succeeded({ address: taken.value.path }) : taken;
}
