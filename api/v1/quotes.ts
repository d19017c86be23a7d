import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { paidIntervals } from "@/lib/domain/catalog/plan";
import { thawEstimate } from "@/lib/domain/quote/frozen";
import { quoteStates } from "@/lib/domain/quote/quote";
import { publicUrl } from "@/lib/env";
import { listTenantQuotes } from "@/lib/features/console/quotes/overview/list-quotes";
import { readQuote } from "@/lib/features/console/quotes/overview/read-quote";
import { foreignId } from "@/lib/features/foundation/input/input-rules";
import type { ApiEnvironment } from "../environment";
import { granted } from "../granted";
import { idInPath } from "../id-in-path";
import { localeOf } from "./locale";
import { pageNumber } from "./page-number";
import { pageOf, pageQuery } from "./paging";
import { amount, localDay } from "./promise-schema";
import { quotedExample } from "./quote-example";
import { minor, ratedInvoiceJson, ratedInvoiceSchema } from "./rated-invoice-schema";
import { commonProblems, jsonResponse, security } from "./responses";
import { tenantParameter, tenantPath } from "./tenants";

const path = `${tenantPath}/quotes` as const;
const shared = { tags: ["Quotes"], security };

const quoteFields = {
  id: z.string(),
  number: z.string().nullable(),
  state: z.enum(quoteStates),
  subject: z.string(),
  plan: z.string(),
  interval: z.enum(paidIntervals),
  currency: z.string(),
  valid_until: localDay,
  url: z.string().openapi({ description: "Where the payer reads and answers it, signed in" }),
};
const rowSchema = z
  .object({ ...quoteFields, total: amount, sent_at: z.iso.datetime().nullable() })
  .openapi("QuoteRow");
const quoteSchema = z
  .object({
    ...quoteFields,
    language: z.string(),
    recipient: z.string(),
    issued_on: localDay.nullable(),
    terms: z.string(),
    total: amount.openapi({ description: "Of a year in advance, or of a month; with tax" }),
    monthly: ratedInvoiceSchema.openapi({ description: "Each month; of a yearly license the usage only" }),
    yearly: z
      .union([ratedInvoiceSchema, z.null()])
      .openapi({ description: "Once a year, in advance; null by the month" }),
    first_year_minor: minor.openapi({ description: "The first twelve months in all" }),
    history: z.array(z.object({ state: z.enum(quoteStates), at: z.iso.datetime() })),
  })
  .openapi("Quote");

const quoteExample = {
  id: "quo_019a9c3e7d5c7b579f1e4f5d8f0d2a11",
  number: "Q-2026-0007",
  state: "sent" as const,
  subject: "Business for 50 people",
  plan: "Business",
  interval: "year" as const,
  currency: "JPY",
  valid_until: "2026-12-20",
  url: "https://billing.example.com/t/acme/quotes/quo_019a9c3e7d5c7b579f1e4f5d8f0d2a11",
};

const list = createRoute({
  ...shared,
  operationId: "listQuotes",
  method: "get",
  path,
  summary: "The quotes that were sent to a tenant, the newest first",
  request: { params: tenantParameter, query: z.object(pageQuery) },
  responses: {
    200: jsonResponse("A page of quotes", pageOf(rowSchema).openapi("QuotePage"), {
      data: [{ ...quoteExample, total: "1188000", sent_at: "2026-11-20T03:00:00.000Z" }],
      next: null,
    }),
    ...commonProblems,
  },
});

const retrieve = createRoute({
  ...shared,
  operationId: "getQuote",
  method: "get",
  path: `${path}/{quote}`,
  summary: "One quote that was sent",
  request: { params: tenantParameter.extend({ quote: foreignId.meta({ example: quoteExample.id }) }) },
  responses: {
    200: jsonResponse("The quote", quoteSchema, {
      ...quoteExample,
      language: "en",
      recipient: "Acme Inc.",
      issued_on: "2026-11-20",
      terms: "",
      ...quotedExample,
      history: [{ state: "sent", at: "2026-11-20T03:00:00.000Z" }],
    }),
    ...commonProblems,
  },
});

const urlOf = (slug: string, id: string) => `${publicUrl()}/t/${slug}/quotes/${id}`;

/** What was offered to a tenant. It is answered by people. */
export const quotes = new OpenAPIHono<ApiEnvironment>()
  .openapi(list, async (c) => {
    const { limit, after } = c.req.valid("query");
    const asked = { page: pageNumber(after), pageSize: limit };
    const found = granted(await listTenantQuotes(c.get("ctx"), c.get("tenantId"), asked));
    const data = found.rows.map((row) => ({
      ...{ id: row.id, number: row.number, state: row.state, subject: row.subject, interval: row.interval },
      plan: row.planName[localeOf(c)],
      currency: row.currency,
      valid_until: row.validUntil,
      url: urlOf(row.tenant.slug, row.id),
      total: row.totalMinor,
      sent_at: row.sentAt,
    }));
    return c.json({ data, next: asked.page * limit < found.total ? String(asked.page + 1) : null }, 200);
  })
  .openapi(retrieve, async (c) => {
    const quoteId = idInPath("quote", c.req.valid("param").quote);
    const quote = granted(await readQuote(c.get("ctx"), c.get("tenantId"), { quoteId }));
    const { document: said, id, state, tenant } = quote;
    const locale = localeOf(c);
    const { monthly, yearly, firstYearMinor } = thawEstimate(said.estimate);
    return c.json(
      {
        ...{ id, state, number: said.number, subject: said.subject, interval: said.interval },
        plan: said.planName[locale],
        currency: said.currency,
        valid_until: said.validUntil,
        url: urlOf(tenant.slug, id),
        language: said.language,
        recipient: said.recipient,
        issued_on: said.issuedOn,
        terms: said.terms,
        total: String((yearly ?? monthly).totalMinor),
        monthly: ratedInvoiceJson(monthly, "month", locale),
        yearly: yearly && ratedInvoiceJson(yearly, "year", locale),
        first_year_minor: String(firstYearMinor),
        history: quote.history.map(({ state, at }) => ({ state, at })),
      },
      200,
    );
  });
