import { expect, test } from "vitest";
import { emptyBillingDetails } from "@/lib/domain/billing-details/billing-details";
import { detailsOf, valuesOf } from "@/lib/domain/billing-details/fields";
import { fieldError } from "@/lib/features/foundation/input/parse-input";
import { billingDetailsInput } from "./billing-details-input";

const fields = Object.keys(billingDetailsInput.shape);

const errorsOf = (input: unknown) => {
  const parsed = billingDetailsInput.safeParse(input, { reportInput: true });
  return parsed.success ? [] : parsed.error.issues.map(fieldError);
};

test("a card number is refused where people write freely about payment, and nowhere else", () => {
  const card = "4242 4242 4242 4242";
  for (const field of ["paymentTerms", "memo"])
    expect(errorsOf({ [field]: card })).toEqual([{ field, rule: "card_number" }]);
  for (const field of ["companyName", "department", "contactPerson", "city", "line1", "phone", "poNumber"])
    expect(errorsOf({ [field]: card })).toEqual([]);
});

test("no field is for a card, and every field of the details can be entered", () => {
  expect(fields.filter((field) => /card|cvc|expiry|pan$/i.test(field))).toEqual([]);
  expect([...fields].sort()).toEqual(Object.keys(emptyBillingDetails).sort());
});

test("a tax id is kept as Stripe writes it, and a wrong one says what one looks like", () => {
  const parsed = billingDetailsInput.parse({ taxIds: [{ type: "us_ein", value: "911144442" }] });
  expect(parsed.taxIds).toEqual([{ type: "us_ein", value: "91-1144442" }]);
  expect(errorsOf({ taxIds: [{ type: "jp_trn", value: "T123" }] })).toEqual([
    { field: "taxIds.0.value", rule: "tax_id_form", params: { example: "T1180301018771" } },
  ]);
});

test("details cut by field and put together again are the same", () => {
  const details = { ...emptyBillingDetails, companyName: "Acme", country: "DE", paymentTermsDays: 30 };
  expect(detailsOf(valuesOf(details))).toEqual(details);
});
