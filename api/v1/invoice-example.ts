import type { z } from "@hono/zod-openapi";
import type { invoiceSchema } from "./invoice-schema";

const url = "https://billing.example.com/t/acme/invoices/in_1NxYzAbCdEfGh";

export const invoiceExample: z.input<typeof invoiceSchema> = {
  id: "in_1NxYzAbCdEfGh",
  number: "CHOBA-0007",
  state: "paid",
  issued_at: "2026-11-20T03:00:00.000Z",
  due_at: null,
  currency: "JPY",
  total: "4840",
  paid: "4840",
  open: "0",
  credited: "0",
  refunded: "0",
  url,
  pay_url: null,
  pdf_url: "https://billing.example.com/t/acme/documents/doc_019a9c3e7d5c7b579f1e4f5d8f0d2a11",
};
