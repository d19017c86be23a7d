"use server";

import { onTenant } from "@/lib/auth/guard";
import type { Id } from "@/lib/domain/ids";
import { acceptQuoteOnPaper } from "@/lib/features/console/quotes/answer/accept-quote";
import { reviseQuote } from "@/lib/features/console/quotes/drafting/revise-quote";
import { saveQuoteDraft } from "@/lib/features/console/quotes/drafting/save-quote-draft";
import { sendQuote } from "@/lib/features/console/quotes/drafting/send-quote";
import { withdrawQuote } from "@/lib/features/console/quotes/drafting/withdraw-quote";
import type { DraftInput } from "@/lib/features/console/quotes/record/quote-input";

/*
 * What the desk does with a tenant's quotes. Each only finds out who asks and hands over; permission and input are
 * checked by the use-case. Ids are as untrusted as all input.
 */

type Named = { quoteId: string };
const named = <Input extends Named>(input: Input) => input as Input & { quoteId: Id<"quote"> };

export async function saveDraft(slug: string, input: DraftInput) {
  return onTenant(slug, (ctx, tenantId) => saveQuoteDraft(ctx, tenantId, input));
}

export async function send(slug: string, input: Named & { revision: number }) {
  return onTenant(slug, (ctx, tenantId) => sendQuote(ctx, tenantId, named(input)));
}

export async function revise(slug: string, input: Named) {
  return onTenant(slug, (ctx, tenantId) => reviseQuote(ctx, tenantId, named(input)));
}

export async function withdraw(slug: string, input: Named) {
  return onTenant(slug, (ctx, tenantId) => withdrawQuote(ctx, tenantId, named(input)));
}

export async function acceptOnPaper(slug: string, input: Named & { note: string }) {
  return onTenant(slug, (ctx, tenantId) => acceptQuoteOnPaper(ctx, tenantId, named(input)));
}
