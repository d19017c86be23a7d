import { notFound } from "next/navigation";
import { cache } from "react";
import { readClock } from "@/lib/clock";
import { readPublicQuote } from "@/lib/features/console/quotes/answer/read-public";

/** The quote behind a link, for everybody who has the link. An unknown or ended link shows nothing. */
export const openPublicQuote = cache(async (token: string) => {
  const now = await readClock();
  const quote = await readPublicQuote(token, now);
  if (!quote.ok) notFound();
  return { ...quote.value, now };
});

export type TokenParams = Promise<{ token: string }>;
