import { sql } from "drizzle-orm";
import { bigint, date, index, integer, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { DocumentKind, DocumentState } from "@/lib/domain/documents/document";
import type { Id } from "@/lib/domain/ids";
import { instant, sharedPolicies, tenantId, tenantPolicies } from "./access";
import { bytes } from "./bytes";

/**
 * Documents about money that the law wants kept: what they are found by, also after their tenant or its Stripe customer is
 * gone. A row is committed before the document is fetched, and triggers let nobody change it afterwards.
 */
export const documents = pgTable(
  "documents",
  {
    tenantId: tenantId().$type<Id<"tenant">>(),
    id: text("id").$type<Id<"document">>().notNull(),
    kind: text("kind").$type<DocumentKind>().notNull(),
    /** What it is at Stripe (in_, cn_, ch_), and the invoice that it belongs to. */
    stripeId: text("stripe_id").notNull(),
    stripeInvoiceId: text("stripe_invoice_id").notNull(),
    number: text("number").notNull(),
    payerName: text("payer_name").notNull(),
    issuedOn: date("issued_on", { mode: "string" }).notNull(),
    amountMinor: bigint("amount_minor", { mode: "bigint" }).notNull(),
    currency: text("currency").notNull(),
    state: text("state").$type<DocumentState>().notNull(),
    problem: text("problem"),
    /** By the database's clock, as jobs are. */
    notedAt: instant("noted_at").notNull().defaultNow(),
    keptAt: instant("kept_at"),
    /** SHA-256 of the bytes in hex. */
    contentHash: text("content_hash"),
    sizeBytes: integer("size_bytes"),
    /** The last day on which it must be there. */
    keepUntil: date("keep_until", { mode: "string" }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    uniqueIndex("documents_once").on(table.tenantId, table.kind, table.stripeId),
    index("documents_by_day").on(table.issuedOn, table.id),
    index("documents_by_id").on(table.id),
    index("documents_waiting").on(table.notedAt).where(sql`${table.state} = 'waiting'`),
    index("documents_until").on(table.keepUntil),
    ...tenantPolicies("documents", table.tenantId),
  ],
);

/** Their bytes, exactly as they came. */
export const documentFiles = pgTable(
  "document_files",
  {
    tenantId: tenantId().$type<Id<"tenant">>(),
    documentId: text("document_id").$type<Id<"document">>().notNull(),
    contentType: text("content_type").notNull(),
    bytes: bytes("bytes").notNull(),
    keepUntil: date("keep_until", { mode: "string" }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.documentId] }),
    ...tenantPolicies("document_files", table.tenantId),
  ],
);

/** One row: for how many years documents are kept. */
export const documentSettings = pgTable(
  "document_settings",
  { id: integer("id").primaryKey(), years: integer("years").notNull() },
  () => sharedPolicies("document_settings"),
);
