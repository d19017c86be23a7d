"use server";

import { onTenant } from "@/lib/auth/guard";
import type { Id } from "@/lib/domain/ids";
import { acceptQuote } from "@/lib/features/console/quotes/answer/accept-quote";
import { declineQuote } from "@/lib/features/console/quotes/answer/decline-quote";

/* The customer's answers. Permission and input are checked by the use-cases; ids are as untrusted as all input. */

export async function accept(slug: string, { quoteId }: { quoteId: string }) {
  return onTenant(slug, (ctx, tenantId) => acceptQuote(ctx, tenantId, { quoteId: quoteId as Id<"quote"> }));
}

export async function decline(slug: string, input: { quoteId: string; reason: string }) {
  const { quoteId, reason } = input;
  return onTenant(slug, (ctx, tenantId) =>
    declineQuote(ctx, tenantId, { quoteId: quoteId as Id<"quote">, reason }),
  );
}
