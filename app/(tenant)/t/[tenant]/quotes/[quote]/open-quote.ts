import { notFound } from "next/navigation";
import { cache } from "react";
import { orNotFound } from "@/lib/auth/guard";
import { isId } from "@/lib/domain/ids";
import { readQuote } from "@/lib/features/console/quotes/overview/read-quote";
import { openTenant } from "../../open-tenant";

export type QuoteParams = Promise<{ tenant: string; quote: string }>;

/** For the customer's page of one quote; to staff it is shown as the customer sees it. */
export const openQuote = cache(async (reference: string, quoteId: string) => {
  const opened = await openTenant(reference);
  if (!isId("quote", quoteId)) notFound();
  return { ...opened, quote: orNotFound(await readQuote(opened.ctx, opened.tenant.id, { quoteId })) };
});
