"use server";

import { tenantAction } from "@/lib/auth/server-actions";
import { acceptQuoteOnPaper as acceptOnPaper } from "@/lib/features/console/quotes/answer/accept-quote";
import { reviseQuote as revise } from "@/lib/features/console/quotes/drafting/revise-quote";
import { saveQuoteDraft as save } from "@/lib/features/console/quotes/drafting/save-quote-draft";
import { sendQuote as send } from "@/lib/features/console/quotes/drafting/send-quote";
import { withdrawQuote as withdraw } from "@/lib/features/console/quotes/drafting/withdraw-quote";

/* What the console does with a tenant's quotes. */

export const saveQuoteDraft = tenantAction(save);
export const reviseQuote = tenantAction(revise);
export const withdrawQuote = tenantAction(withdraw);
export const acceptQuoteOnPaper = tenantAction(acceptOnPaper);
export const sendQuote = tenantAction(send);
