import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { listInvoicesAfter } from "@/lib/features/billing/invoices/list-tenant-invoices";
import { readTenantInvoice } from "@/lib/features/billing/invoices/read-tenant-invoice";
import { readUpcomingInvoices } from "@/lib/features/billing/upcoming/read-upcoming-invoices";
import { foreignId } from "@/lib/features/foundation/input/input-rules";
import type { ApiEnvironment } from "../environment";
import { granted } from "../granted";
import { invoiceExample } from "./invoice-example";
import { invoiceDetailJson, invoiceDetailSchema, invoiceJson, invoiceSchema } from "./invoice-schema";
import { localeOf } from "./locale";
import { pageOf, pageQuery } from "./paging";
import { amount, lineJson, promisedLineSchema, promisedTaxSchema, taxJson } from "./promise-schema";
import { commonProblems, jsonResponse, security } from "./responses";
import { tenantParameter, tenantPath } from "./tenants";

const path = `${tenantPath}/invoices` as const;
const shared = { tags: ["Invoices"], security, method: "get" as const };

const list = createRoute({
  ...shared,
  operationId: "listInvoices",
  path,
  summary: "A tenant's invoices, the newest first",
  request: { params: tenantParameter, query: z.object(pageQuery) },
  responses: {
    200: jsonResponse("A page of invoices", pageOf(invoiceSchema).openapi("InvoicePage"), {
      data: [invoiceExample],
      next: null,
    }),
    ...commonProblems,
  },
});

const retrieve = createRoute({
  ...shared,
  operationId: "getInvoice",
  path: `${path}/{invoice}`,
  summary: "One invoice with its lines and its tax by rate",
  request: { params: tenantParameter.extend({ invoice: foreignId.meta({ example: invoiceExample.id }) }) },
  responses: {
    200: jsonResponse("The invoice", invoiceDetailSchema, {
      ...invoiceExample,
      payer_name: "Acme Inc.",
      paid_at: "2026-11-20T03:00:01.000Z",
      next_attempt_at: null,
      lines: [],
      taxes: [{ percent: "10", inclusive: false, amount: "440", taxable: "4400" }],
      balance_used: "0",
      carried: "0",
    }),
    ...commonProblems,
  },
});

const upcomingSchema = z
  .object({
    time_zone: z.string(),
    data: z.array(
      z.object({
        kind: z.enum(["period", "usage", "late"]).openapi({
          description:
            "`period`: a period begins, with the usage before it. `usage`: only a month's usage. `late`: what came after it",
        }),
        made_at: z.iso.datetime(),
        pay_by: z.iso.datetime().nullable().openapi({ description: "null: a card is charged" }),
        currency: z.string(),
        lines: z.array(promisedLineSchema),
        taxes: z.array(promisedTaxSchema),
        total: amount,
        due: amount,
      }),
    ),
    ends_at: z.iso
      .datetime()
      .nullable()
      .openapi({ description: "When the license ends, if nothing follows" }),
  })
  .openapi("UpcomingInvoices");

const upcoming = createRoute({
  ...shared,
  operationId: "getUpcomingInvoice",
  path: `${tenantPath}/upcoming-invoice`,
  summary: "What a tenant will be charged next, as it stands now",
  description:
    "Made by what makes the invoice. The first of `data` is the next one; usage may have one of its own.",
  request: { params: tenantParameter },
  responses: {
    200: jsonResponse("What comes", upcomingSchema, { time_zone: "Asia/Tokyo", data: [], ends_at: null }),
    ...commonProblems,
  },
});

/** What a tenant was billed, and will be. */
export const invoices = new OpenAPIHono<ApiEnvironment>()
  .openapi(list, async (c) => {
    const { limit, after } = c.req.valid("query");
    const asked = { limit, ...(after === undefined ? {} : { after }) };
    const found = granted(await listInvoicesAfter(c.get("ctx"), c.get("tenantId"), asked));
    const data = found.invoices.map((invoice) => invoiceJson(invoice, c.get("tenantId")));
    return c.json({ data, next: found.next }, 200);
  })
  .openapi(retrieve, async (c) => {
    const { invoice: stripeInvoiceId } = c.req.valid("param");
    const found = granted(await readTenantInvoice(c.get("ctx"), c.get("tenantId"), { stripeInvoiceId }));
    return c.json(invoiceDetailJson(found, c.get("tenantId"), localeOf(c)), 200);
  })
  .openapi(upcoming, async (c) => {
    const coming = granted(await readUpcomingInvoices(c.get("ctx"), c.get("tenantId"), {}));
    const locale = localeOf(c);
    const data = coming.invoices.map(({ kind, dueAt, payBy, promise }) => ({
      kind,
      made_at: dueAt,
      pay_by: payBy,
      currency: promise.currency,
      lines: promise.lines.map((line) => lineJson(line, promise.currency, locale)),
      taxes: promise.taxes.map((tax) => taxJson(tax, locale)),
      total: promise.totalMinor,
      due: promise.dueNowMinor,
    }));
    return c.json({ time_zone: coming.timeZone, data, ends_at: coming.endsAt }, 200);
  });
