import type { FieldError } from "@/lib/domain/errors";
import type { BillingDetailsInput } from "@/lib/features/payers/billing-details/billing-details-input";
import { importColumns } from "./import-columns";

export type TenantColumn =
  | "slug"
  | "name"
  | "ownerEmail"
  | "ownerName"
  | "salesModel"
  | "currency"
  | "timeZone"
  | "locale"
  | "salesRepEmail";

/** A row of the file as the use-cases take it. What its cells say is not checked yet. */
export type ImportRow = {
  /** Where it begins in the file, from 1. */
  line: number;
  cells: Readonly<Record<string, string>>;
  tenant: Record<TenantColumn, string>;
  /** Null: the row says nothing about billing. */
  details: BillingDetailsInput | null;
  problems: FieldError[];
};

/** Cells by their column's name; a cell that is empty says nothing. */
export function readRow(line: number, cells: Readonly<Record<string, string>>): ImportRow {
  const tenant = {} as Record<TenantColumn, string>;
  const details: Record<string, unknown> = {};
  const problems: FieldError[] = [];
  for (const column of importColumns) {
    const text = cells[column.name]?.trim() ?? "";
    if ("tenant" in column) tenant[column.tenant] = text;
    else if (text !== "") details[column.details] = detailOf(column.name, text, problems);
  }
  return {
    line,
    cells,
    tenant,
    details: Object.keys(details).length > 0 ? (details as BillingDetailsInput) : null,
    problems,
  };
}

function detailOf(column: string, text: string, problems: FieldError[]): unknown {
  switch (column) {
    case "cc_emails":
      return parts(text);
    case "tax_ids":
      return parts(text).map((part) => {
        const at = part.indexOf(":");
        if (at < 0) problems.push({ field: column, rule: "tax_id_without_type" });
        return { type: part.slice(0, at).trim(), value: part.slice(at + 1).trim() };
      });
    case "payment_terms_days":
      if (!/^\d{1,3}$/.test(text)) problems.push({ field: column, rule: "whole_number" });
      return Number(text);
    default:
      return text;
  }
}

/** Several values in one cell stand between semicolons. */
const parts = (text: string): string[] =>
  text
    .split(/[;；]/)
    .map((part) => part.trim())
    .filter((part) => part !== "");
