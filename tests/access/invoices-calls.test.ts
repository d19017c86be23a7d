import { expect, test } from "vitest";
import { usualBilling } from "@/lib/domain/close/billing-settings";
import { readTenantDocument } from "@/lib/features/billing/documents/read-tenant-document";
import { listInvoicesAfter, listTenantInvoices } from "@/lib/features/billing/invoices/list-tenant-invoices";
import { readTenantInvoice } from "@/lib/features/billing/invoices/read-tenant-invoice";
import { readUsageOfInvoice } from "@/lib/features/billing/invoices/usage-of-invoice";
import { readTenantLedger } from "@/lib/features/billing/ledger/read-tenant-ledger";
import { linkStatement } from "@/lib/features/billing/statements/link-statement";
import { readStatements } from "@/lib/features/billing/statements/read-statements";
import {
  readBillingSettings,
  saveBillingSettings,
} from "@/lib/features/catalog/billing-settings/billing-settings";
import { bookMonth, listBookedMonths } from "@/lib/features/console/books/booked-months";
import { exportInvoices } from "@/lib/features/console/invoice-list/export-invoices";
import { listInvoices } from "@/lib/features/console/invoice-list/list-invoices";
import { listDifferences } from "@/lib/features/console/ledger/list-differences";
import { applyBalance } from "@/lib/features/console/receivables/apply-balance";
import { exportReceivables } from "@/lib/features/console/receivables/export-receivables";
import { listReceivables } from "@/lib/features/console/receivables/list-receivables";
import { listUnapplied } from "@/lib/features/console/receivables/list-unapplied";
import { remindPayer } from "@/lib/features/console/receivables/remind-payer";
import { writeOffDebt } from "@/lib/features/console/receivables/write-off-debt";
import { explainCharge } from "@/lib/features/console/troubleshooting/explain-charge";
import { explainEvent } from "@/lib/features/console/troubleshooting/explain-event";
import {
  readCollectionSettings,
  saveCollectionSettings,
} from "@/lib/features/license/collection/collection-settings";
import { listOnDemand } from "@/lib/features/license/on-demand/list-on-demand";
import { readOnDemandChoices } from "@/lib/features/license/on-demand/on-demand-choices";
import { previewOnDemand } from "@/lib/features/license/on-demand/preview-on-demand";
import { listOrders, readOrder } from "@/lib/features/license/orders/read-orders";
import { listReservations, readReservation } from "@/lib/features/license/reservations/read-reservations";
import { useDatabase } from "../support/use-database";
import { makeEverybody, refuses } from "./everybody";

useDatabase();

const tenantsPeople = ["owner", "payer", "admin", "member"] as const;
const keys = ["key read", "key ingest", "key manage"] as const;
const settings = { retryDays: [1, 3], limitAfterDays: 7, endAfterDays: 21, atEnd: "free" as const };

// What is owed by all tenants is for staff, and only for them.
refuses(
  {
    listInvoices: (ctx) => listInvoices(ctx, {}),
    exportInvoices: (ctx) => exportInvoices(ctx, {}),
    listBookedMonths: (ctx) => listBookedMonths(ctx, {}),
    listReceivables: (ctx) => listReceivables(ctx, {}),
    listDifferences: (ctx) => listDifferences(ctx, {}),
    explainEvent: (ctx) => explainEvent(ctx, { tenant: "acme", eventId: "1" }),
    explainCharge: (ctx) => explainCharge(ctx, { charge: "chg_00000000" }),
    exportReceivables: (ctx) => exportReceivables(ctx, {}),
    listUnapplied: (ctx) => listUnapplied(ctx, {}),
    readCollectionSettings: (ctx) => readCollectionSettings(ctx, {}),
    readBillingSettings: (ctx) => readBillingSettings(ctx, {}),
  },
  { forbidden: [...tenantsPeople, "stranger", ...keys], notFound: [] },
);
refuses(
  {
    saveCollectionSettings: (ctx) => saveCollectionSettings(ctx, settings),
    bookMonth: (ctx) => bookMonth(ctx, { month: "2026-01" }),
    saveBillingSettings: (ctx) => saveBillingSettings(ctx, usualBilling),
  },
  {
    forbidden: [...tenantsPeople, "stranger", ...keys, "rep", "another rep", "staff support"],
    notFound: [],
  },
);

// Only admins write off.
refuses(
  {
    writeOffDebt: (ctx, tenantId) =>
      writeOffDebt(ctx, tenantId, { stripeInvoiceId: "in_00000000", cause: "unpaid", reason: "Gone" }),
  },
  {
    forbidden: [...tenantsPeople, ...keys, "rep", "another rep", "staff support"],
    notFound: ["stranger"],
  },
);

const statement = { monthFrom: "2026-12-01", currency: "JPY", stripeInvoiceId: "in_00000000" };
refuses(
  { readStatements: (ctx, tenantId) => readStatements(ctx, tenantId, {}) },
  { forbidden: [...tenantsPeople, ...keys], notFound: ["stranger"] },
);
refuses(
  { linkStatement: (ctx, tenantId) => linkStatement(ctx, tenantId, statement) },
  { forbidden: [...tenantsPeople, ...keys, "another rep", "staff support"], notFound: ["stranger"] },
);

// Admins and the tenant's rep remind; keys that manage charge as well.
refuses(
  {
    applyBalance: (ctx, tenantId) => applyBalance(ctx, tenantId, { stripeInvoiceId: "in_00000000" }),
    remindPayer: (ctx, tenantId) => remindPayer(ctx, tenantId, { invoiceIds: ["in_00000000"] }),
  },
  { forbidden: [...tenantsPeople, ...keys, "another rep", "staff support"], notFound: ["stranger"] },
);
refuses(
  {
    readOnDemandChoices: (ctx, tenantId) => readOnDemandChoices(ctx, tenantId, {}),
    previewOnDemand: (ctx, tenantId) =>
      previewOnDemand(ctx, tenantId, { what: { amountMinor: "100" }, when: "now" }),
  },
  {
    forbidden: [...tenantsPeople, "another rep", "staff support", "key read", "key ingest"],
    notFound: ["stranger"],
  },
);
refuses(
  {
    listTenantInvoices: (ctx, tenantId) => listTenantInvoices(ctx, tenantId, {}),
    listInvoicesAfter: (ctx, tenantId) => listInvoicesAfter(ctx, tenantId, { limit: 1 }),
    readTenantInvoice: (ctx, tenantId) =>
      readTenantInvoice(ctx, tenantId, { stripeInvoiceId: "in_00000000" }),
    readTenantDocument: (ctx, tenantId) => readTenantDocument(ctx, tenantId, { id: "doc_00000000" }),
    readUsageOfInvoice: (ctx, tenantId) =>
      readUsageOfInvoice(ctx, tenantId, { stripeInvoiceId: "in_00000000" }),
    readTenantLedger: (ctx, tenantId) => readTenantLedger(ctx, tenantId, {}),
    listOrders: (ctx, tenantId) => listOrders(ctx, tenantId, { limit: 1 }),
    readOrder: (ctx, tenantId) => readOrder(ctx, tenantId, { orderId: "ord_00000000" }),
    listReservations: (ctx, tenantId) => listReservations(ctx, tenantId, { limit: 1 }),
    readReservation: (ctx, tenantId) => readReservation(ctx, tenantId, { reservationId: "rsv_00000000" }),
  },
  { forbidden: ["member", "key ingest"], notFound: ["stranger"] },
);

refuses(
  { listOnDemand: (ctx, tenantId) => listOnDemand(ctx, tenantId, {}) },
  { forbidden: ["member", "key ingest"], notFound: ["stranger"] },
);

test("staff of every kind see all invoices, who owes what, and how it is collected", async () => {
  const { people } = await makeEverybody();
  for (const somebody of ["staff admin", "rep", "another rep", "staff support"] as const) {
    const ctx = people[somebody];
    for (const read of [
      listInvoices(ctx, {}),
      listReceivables(ctx, {}),
      readCollectionSettings(ctx, {}),
      listDifferences(ctx, {}),
      explainEvent(ctx, { tenant: "nobody", eventId: "1" }),
    ])
      expect((await read).ok).toBe(true);
  }
});
