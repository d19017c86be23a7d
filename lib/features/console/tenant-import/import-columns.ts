import type { TenantColumn } from "./read-row";

/** A column of the file and the field of the use-case that it fills. */
type Column = { name: string; example: string; tenant?: TenantColumn; details?: string };

/**
 * The columns of the file, in the order of the template. Only `slug` is needed in each row: a tenant that exists gets
 * the billing details of its row, and is else left as it is.
 */
export const importColumns = [
  { name: "slug", example: "asahi", tenant: "slug" },
  { name: "name", example: "Asahi Foods", tenant: "name" },
  { name: "owner_email", example: "hana@asahi.example", tenant: "ownerEmail" },
  { name: "owner_name", example: "Hana Asahi", tenant: "ownerName" },
  { name: "sales_model", example: "sales_led", tenant: "salesModel" },
  { name: "currency", example: "JPY", tenant: "currency" },
  { name: "time_zone", example: "Asia/Tokyo", tenant: "timeZone" },
  { name: "language", example: "ja", tenant: "locale" },
  { name: "sales_rep_email", example: "", tenant: "salesRepEmail" },
  { name: "company_name", example: "朝日フーズ株式会社", details: "companyName" },
  { name: "department", example: "経理部", details: "department" },
  { name: "contact_person", example: "朝日 花", details: "contactPerson" },
  { name: "country", example: "JP", details: "country" },
  { name: "postal_code", example: "100-0001", details: "postalCode" },
  { name: "state", example: "東京都", details: "state" },
  { name: "city", example: "千代田区", details: "city" },
  { name: "line1", example: "千代田1-1", details: "line1" },
  { name: "line2", example: "", details: "line2" },
  { name: "phone", example: "03-1234-5678", details: "phone" },
  { name: "billing_email", example: "keiri@asahi.example", details: "email" },
  { name: "cc_emails", example: "", details: "ccEmails" },
  { name: "tax_ids", example: "", details: "taxIds" },
  { name: "invoice_language", example: "ja", details: "invoiceLanguage" },
  { name: "po_number", example: "", details: "poNumber" },
  { name: "payment_terms_days", example: "30", details: "paymentTermsDays" },
  { name: "payment_terms", example: "", details: "paymentTerms" },
  { name: "memo", example: "", details: "memo" },
] as const satisfies readonly Column[];

/** The column in which the problem of a field stands; the field's own name if no column is known for it. */
export function columnOf(part: "tenant" | "details", field: string): string {
  const top = field.split(".")[0] ?? "";
  const columns: readonly Column[] = importColumns;
  return columns.find((column) => column[part] === top)?.name ?? top;
}
