import { cookies } from "next/headers";
import { newToken } from "@/lib/features/people/invitations/invitation-token";
import { sessionCookie } from "./session-cookie";

const name = "choba-browser";
/** Longer than any link lives. */
const livesSeconds = 24 * 60 * 60;

/** By what this browser is known again when it opens the link that it asks for now. */
export async function markAskingBrowser(): Promise<string> {
  const jar = await cookies();
  const browser = jar.get(name)?.value || newToken();
  jar.set(name, browser, { ...sessionCookie().options, maxAge: livesSeconds });
  return browser;
}

/** What `markAskingBrowser` has left in this browser. */
export const askingBrowser = async (): Promise<string | undefined> => (await cookies()).get(name)?.value;
