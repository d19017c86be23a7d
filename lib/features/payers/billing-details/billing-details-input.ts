import { z } from "zod";
import { detailFields } from "@/lib/domain/billing-details/fields";
import { readTaxId } from "@/lib/domain/billing-details/tax-ids/read-tax-id";
import {
  emailAddress,
  line,
  optionalEmailAddress,
  organisationName,
  personName,
  remark,
  remarks,
} from "@/lib/features/foundation/input/input-rules";

/** Stripe keeps at most this many tax ids of a customer on an invoice; people have one or two. */
const mostTaxIds = 5;
/** All of them together fit into one value of Stripe's metadata, 500 characters. */
const mostCcEmails = 5;
const ccLength = 500;

const taxId = z
  .strictObject({ type: z.string().max(30), value: z.string().trim().min(1).max(50) })
  .transform((typed, context) => {
    const { taxId, problem } = readTaxId(typed);
    if (!problem) return taxId;
    const { part, ...params } = problem;
    context.addIssue({ code: "custom", path: [part], params });
    return z.NEVER;
  });

/**
 * Billing details as people enter them. Fields that are not sent stay as they are, so that two people who change
 * different fields undo nothing of each other. Lengths keep within what Stripe stores.
 */
export const billingDetailsInput = z
  .strictObject({
    companyName: organisationName(150),
    department: organisationName(100),
    contactPerson: personName(150),
    country: z
      .string()
      .trim()
      .toUpperCase()
      .regex(/^(?:[A-Z]{2})?$/),
    postalCode: line(20),
    state: line(100),
    city: line(100),
    line1: line(200),
    line2: line(200),
    phone: line(20),
    email: optionalEmailAddress,
    ccEmails: z
      .array(emailAddress)
      .max(mostCcEmails)
      .transform((addresses) => [...new Set(addresses)])
      .refine((addresses) => addresses.join(", ").length <= ccLength, { params: { rule: "cc_too_long" } }),
    taxIds: z
      .array(taxId)
      .max(mostTaxIds)
      .refine((ids) => new Set(ids.map(({ type, value }) => `${type} ${value}`)).size === ids.length, {
        params: { rule: "tax_id_twice" },
      }),
    invoiceLanguage: z.enum(["", "en", "ja"]),
    poNumber: line(100),
    paymentTermsDays: z.number().int().min(0).max(365).nullable(),
    paymentTerms: remark(200),
    memo: remarks(2000),
  })
  .partial();

/**
 * With `seen`, in comparable text, what the changed fields held when the form was opened: what changed meanwhile is not
 * overwritten unseen.
 */
export const saveInput = billingDetailsInput.extend({
  seen: z.partialRecord(z.enum(detailFields), z.string().max(4000)).optional(),
});

export type BillingDetailsInput = z.input<typeof saveInput>;
