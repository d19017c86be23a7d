import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { commonProblems, jsonResponse, security } from "@/api/v1/responses";
import { readInvoicePdf } from "@/lib/features/console/payments/read-invoice-pdf";
import { readPaymentLines } from "@/lib/features/console/payments/read-payment-lines";
import { listPayments, readPayment } from "@/lib/features/console/payments/read-payments";
import { foreignId, instant } from "@/lib/features/foundation/input/input-rules";
import type { ApiEnvironment } from "../environment";
import { granted } from "../granted";
import { impossible } from "./body-fields";
import { dateOf } from "./customers";
import { offsetOf, pageQuery } from "./paging";
import { paymentStateOf, toListedPayment, toPayment, toPaymentLines } from "./payment-json";
import { paymentLinesSchema, paymentPageSchema, paymentSchema, paymentStatuses } from "./payment-schema";

const path = "/api/v1/payments";
const shared = { tags: ["Payments"], security };
const idParameter = z.object({
  id: foreignId.meta({
    description: "The id of a charge, or of an invoice that people made",
    example: "chg_019a9c3e7d5c7b579f1e4f5d8f0d2a11",
  }),
});

const list = createRoute({
  ...shared,
  method: "get",
  operationId: "dodoListPayments",
  path,
  summary: "List what tenants paid or have to pay, the newest first (Dodo's dialect)",
  description:
    "Charges of Choba's with their invoices, and final invoices that people made in Stripe's dashboard.",
  request: {
    query: z.object({
      ...pageQuery,
      subscription_id: foreignId.optional(),
      customer_id: foreignId.optional(),
      status: z.enum(paymentStatuses).optional(),
      currency: z.string().max(10).optional(),
      created_at_gte: instant.optional(),
      created_at_lte: instant.optional(),
      brand_id: z.string().optional().openapi({ description: "Accepted; there is one brand" }),
      // One payment may be for several.
      product_id: impossible,
    }),
  },
  responses: {
    200: jsonResponse("A page; an empty one is past the end", paymentPageSchema),
    ...commonProblems,
  },
});

const retrieve = createRoute({
  ...shared,
  method: "get",
  operationId: "dodoReadPayment",
  path: `${path}/{id}`,
  summary: "Read a payment (Dodo's dialect)",
  request: { params: idParameter },
  responses: { 200: jsonResponse("The payment", paymentSchema), ...commonProblems },
});

const lines = createRoute({
  ...shared,
  method: "get",
  operationId: "dodoListPaymentLines",
  path: `${path}/{id}/line-items`,
  summary: "The lines of a payment's invoice (Dodo's dialect)",
  description: "Before there is an invoice, the lines that were promised.",
  request: { params: idParameter },
  responses: { 200: jsonResponse("The lines", paymentLinesSchema), ...commonProblems },
});

const invoice = createRoute({
  ...shared,
  method: "get",
  operationId: "dodoReadInvoice",
  path: "/api/v1/invoices/payments/{id}",
  summary: "The invoice of a payment as PDF (Dodo's dialect)",
  request: { params: idParameter },
  responses: {
    200: {
      description: "The invoice as Stripe prints it",
      content: { "application/pdf": { schema: z.string().openapi({ format: "binary" }) } },
    },
    ...commonProblems,
    404: { ...commonProblems[404], description: "No such payment, or it has no invoice yet" },
  },
});

/** What tenants pay, in Dodo's dialect (npm `dodopayments`, `client.payments` and `client.invoices.payments`). */
export const payments = new OpenAPIHono<ApiEnvironment>()
  .openapi(list, async (c) => {
    const query = c.req.valid("query");
    const state = query.status && paymentStateOf(query.status);
    if (state === null) return c.json({ items: [] }, 200);
    const found = await listPayments(c.get("ctx"), {
      licenseId: query.subscription_id,
      customer: query.customer_id,
      state,
      currency: query.currency,
      from: dateOf(query.created_at_gte),
      until: dateOf(query.created_at_lte),
      limit: query.page_size,
      offset: offsetOf(query),
    });
    return c.json({ items: granted(found).map(toListedPayment) }, 200);
  })
  .openapi(retrieve, async (c) =>
    c.json(toPayment(granted(await readPayment(c.get("ctx"), c.req.valid("param")))), 200),
  )
  .openapi(lines, async (c) =>
    c.json(toPaymentLines(granted(await readPaymentLines(c.get("ctx"), c.req.valid("param")))), 200),
  )
  .openapi(invoice, async (c) => {
    const printed = await readInvoicePdf(c.get("ctx"), c.req.valid("param"));
    const { bytes, contentType, number } = granted(printed);
    return c.body(bytes, 200, {
      "content-type": contentType,
      "content-disposition": `attachment; filename="${number.replace(/[^\w-]/g, "_")}.pdf"`,
    });
  });
