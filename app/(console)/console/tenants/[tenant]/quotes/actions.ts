"use server";

import { onTenant } from "@/lib/auth/guard";
import type { Id } from "@/lib/domain/ids";
import { acceptQuoteOnPaper } from "@/lib/features/quotes/accept";
import { reviseQuote } from "@/lib/features/quotes/revise";
import { saveQuoteDraft } from "@/lib/features/quotes/save-draft";
import type { DraftInput } from "@/lib/features/quotes/schema";
import { sendQuote } from "@/lib/features/quotes/send";
import { withdrawQuote } from "@/lib/features/quotes/withdraw";

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
