import { describe } from "vitest";
import { acceptQuote, acceptQuoteOnPaper } from "@/lib/features/console/quotes/answer/accept-quote";
import { declineQuote } from "@/lib/features/console/quotes/answer/decline-quote";
import { reviseQuote } from "@/lib/features/console/quotes/drafting/revise-quote";
import { saveQuoteDraft } from "@/lib/features/console/quotes/drafting/save-quote-draft";
import { sendQuote } from "@/lib/features/console/quotes/drafting/send-quote";
import { withdrawQuote } from "@/lib/features/console/quotes/drafting/withdraw-quote";
import { listTenantQuotes } from "@/lib/features/console/quotes/overview/list-quotes";
import { readQuote } from "@/lib/features/console/quotes/overview/read-quote";
import { startQuote } from "@/lib/features/console/quotes/record/start-quote";
import { draftFor } from "../support/quotes";
import { useDatabase } from "../support/use-database";
import { refuses, type Somebody } from "./everybody";

useDatabase();

const quoteId = "quo_00000000" as const;
const keys: Somebody[] = ["key read", "key ingest", "key manage"];

describe("making quotes is for staff of the tenant: another rep may read, but change nothing", () => {
  refuses(
    {
      startQuote: (ctx, tenantId) => startQuote(ctx, tenantId, {}),
      saveQuoteDraft: (ctx, tenantId) => saveQuoteDraft(ctx, tenantId, draftFor()),
      sendQuote: (ctx, tenantId) => sendQuote(ctx, tenantId, { quoteId, revision: 1 }),
      reviseQuote: (ctx, tenantId) => reviseQuote(ctx, tenantId, { quoteId }),
      withdrawQuote: (ctx, tenantId) => withdrawQuote(ctx, tenantId, { quoteId }),
      acceptQuoteOnPaper: (ctx, tenantId) => acceptQuoteOnPaper(ctx, tenantId, { quoteId, note: "X" }),
    },
    {
      forbidden: ["owner", "payer", "admin", "member", "another rep", "staff support", ...keys],
      notFound: ["stranger"],
    },
  );
});

describe("accepting and declining is for those who pay", () => {
  refuses(
    {
      acceptQuote: (ctx, tenantId) => acceptQuote(ctx, tenantId, { quoteId }),
      declineQuote: (ctx, tenantId) => declineQuote(ctx, tenantId, { quoteId }),
    },
    {
      forbidden: ["admin", "member", "staff admin", "rep", "another rep", "staff support", ...keys],
      notFound: ["stranger"],
    },
  );
});

describe("reading is not for every member", () => {
  refuses(
    {
      readQuote: (ctx, tenantId) => readQuote(ctx, tenantId, { quoteId }),
      listTenantQuotes: (ctx, tenantId) => listTenantQuotes(ctx, tenantId, {}),
    },
    { forbidden: ["member", "key ingest"], notFound: ["stranger"] },
  );
});
