import { notFound } from "next/navigation";
import { cache } from "react";
import { readClock } from "@/lib/clock";
import { newId } from "@/lib/db/ids";
import { readPublicQuote } from "@/lib/features/console/quotes/answer/read-public-quote";
import { visitorContext } from "@/lib/features/foundation/context/context";

/** The quote behind a link, for everybody who has the link. An unknown or ended link shows nothing. */
export const openPublicQuote = cache(async (token: string) => {
  const now = await readClock();
  const quote = await readPublicQuote(visitorContext(now, newId("audit")), { token });
  if (!quote.ok) notFound();
  return { ...quote.value, now };
});

export type TokenParams = Promise<{ token: string }>;
