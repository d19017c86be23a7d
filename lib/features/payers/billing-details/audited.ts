import { addressParts, type BillingDetails } from "@/lib/domain/billing-details/billing-details";
import type { DetailField } from "@/lib/domain/billing-details/fields";

/**
 * Fields as the audit log keeps them, in text that people read. The memo is never among them: the tenant may read its
 * log, and the memo is not for the tenant.
 */
export function audited(
  details: BillingDetails | null,
  fields: readonly DetailField[],
): Record<string, unknown> {
  if (!details) return {};
  return Object.fromEntries(
    fields.flatMap((field): [string, unknown][] => {
      switch (field) {
        case "address":
          return addressParts.map((part) => [part, details[part]]);
        case "taxIds":
          return [[field, details.taxIds.map(({ value }) => value).join(", ")]];
        case "ccEmails":
          return [[field, details.ccEmails.join(", ")]];
        case "paymentTerms":
          return [
            ["paymentTermsDays", details.paymentTermsDays],
            ["paymentTerms", details.paymentTerms],
          ];
        case "memo":
          return [];
        default:
          return [[field, details[field]]];
      }
    }),
  );
}
