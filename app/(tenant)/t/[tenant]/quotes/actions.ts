"use server";

import { tenantAction } from "@/lib/auth/server-actions";
import { acceptQuote as accept } from "@/lib/features/console/quotes/answer/accept-quote";
import { declineQuote as decline } from "@/lib/features/console/quotes/answer/decline-quote";

/* The customer's answers. */

export const acceptQuote = tenantAction(accept);
export const declineQuote = tenantAction(decline);
