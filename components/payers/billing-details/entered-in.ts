import { type BillingDetails, emptyBillingDetails } from "@/lib/domain/billing-details/billing-details";
import { detailFields, sameValue, textOf, valuesOf } from "@/lib/domain/billing-details/fields";
import type { BillingDetailsInput } from "@/lib/features/payers/billing-details/billing-details-input";

/** What a form's fields hold, as details; what the form does not show stays as it is known. */
export function enteredIn(
  value: (field: string) => string,
  taxIdRows: number,
  known: BillingDetails,
  withMemo: boolean,
): BillingDetails {
  const days = value("paymentTermsDays").normalize("NFKC");
  return {
    companyName: value("companyName"),
    department: value("department"),
    contactPerson: value("contactPerson"),
    country: value("country"),
    postalCode: value("postalCode"),
    state: value("state"),
    city: value("city"),
    line1: value("line1"),
    line2: value("line2"),
    phone: value("phone"),
    email: value("email"),
    ccEmails: value("ccEmails")
      .split(/[\s,;、，]+/)
      .filter((address) => address !== ""),
    taxIds: Array.from({ length: taxIdRows }, (_, index) => ({
      type: value(`taxIds.${index}.type`),
      value: value(`taxIds.${index}.value`),
    })),
    invoiceLanguage: value("invoiceLanguage") as BillingDetails["invoiceLanguage"],
    poNumber: value("poNumber"),
    // Text that is not a number is sent as typed, so that the refusal names the field.
    paymentTermsDays: days === "" ? null : /^\d+$/.test(days) ? Number(days) : (days as unknown as number),
    paymentTerms: value("paymentTerms"),
    memo: withMemo ? value("memo") : known.memo,
  };
}

/**
 * The fields that differ from what was kept, an address as a whole; at first the company too, as nothing is kept
 * without it. With them what the fields held.
 */
export function changesOf(before: BillingDetails | null, entered: BillingDetails): BillingDetailsInput {
  const [old, now] = [valuesOf(before ?? emptyBillingDetails), valuesOf(entered)];
  const changed = new Set(detailFields.filter((field) => !sameValue(field, old[field], now[field])));
  const { address, paymentTerms, ...rest } = now;
  return {
    ...Object.fromEntries(
      Object.entries(rest).filter(([field]) => changed.has(field as (typeof detailFields)[number])),
    ),
    ...(changed.has("address") ? address : {}),
    ...(changed.has("paymentTerms")
      ? { paymentTermsDays: paymentTerms.days, paymentTerms: paymentTerms.text }
      : {}),
    ...(before ? {} : { companyName: entered.companyName }),
    ...(changed.size > 0
      ? { seen: Object.fromEntries([...changed].map((field) => [field, textOf(field, old[field])])) }
      : {}),
  };
}
