import { describe, expect, test } from "vitest";
import { emptyBillingDetails } from "@/lib/domain/billing-details/billing-details";
import { detailsOf, valuesOf } from "@/lib/domain/billing-details/fields";
import { fieldError } from "@/lib/features/foundation/input/parse-input";
import { billingDetailsInput } from "./billing-details-input";

const card = "4242 4242 4242 4242";

/** The same text wherever a field takes text: alone, in a list, or in each part of a list's items. */
const places: Record<string, (text: string) => { input: unknown; field: string }> = {
  ccEmails: (text) => ({ input: ["a@b.example", text], field: "ccEmails.1" }),
  taxIds: (text) => ({ input: [{ type: "jp_cn", value: text }], field: "taxIds.0.value" }),
};
const fields = Object.keys(billingDetailsInput.shape);

const errorsOf = (input: unknown) => {
  const parsed = billingDetailsInput.safeParse(input, { reportInput: true });
  return parsed.success ? [] : parsed.error.issues.map(fieldError);
};

describe("a card number is refused, naming the field", () => {
  test.each(fields)("%s", (field) => {
    const place = places[field]?.(card) ?? { input: card, field };
    const errors = errorsOf({ [field]: place.input });
    expect(errors.map((error) => error.field)).toContain(place.field);
  });

  test.each(fields.filter((field) => !["country", "invoiceLanguage", "paymentTermsDays"].includes(field)))(
    "%s says why",
    (field) => {
      const text = field.toLowerCase().includes("email") ? `${card.replaceAll(" ", "")}@card.example` : card;
      const place = places[field]?.(text) ?? { input: text, field };
      expect(errorsOf({ [field]: place.input })).toContainEqual(
        expect.objectContaining({ field: place.field, rule: "card_number" }),
      );
    },
  );
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
