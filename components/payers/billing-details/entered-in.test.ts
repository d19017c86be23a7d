import { expect, test } from "vitest";
import { emptyBillingDetails } from "@/lib/domain/billing-details/billing-details";
import { changesOf, enteredIn } from "./entered-in";

const known = {
  ...emptyBillingDetails,
  companyName: "Acme",
  country: "DE",
  line1: "Allee 1",
  ccEmails: ["a@acme.example"],
  taxIds: [{ type: "eu_vat", value: "DE123456789" }],
  memo: "ours alone",
};

/** The form's fields as they stand when it is opened, with what is typed into them. */
const form = (typed: Record<string, string> = {}) => {
  const fields: Record<string, string> = {
    companyName: "Acme",
    country: "DE",
    line1: "Allee 1",
    ccEmails: "a@acme.example",
    "taxIds.0.type": "eu_vat",
    "taxIds.0.value": "DE123456789",
    ...typed,
  };
  return (field: string) => fields[field] ?? "";
};

test("a form that was only looked at sends nothing, and never a memo that it does not show", () => {
  expect(changesOf(known, enteredIn(form(), 1, known, false))).toEqual({});
});

test("only what was changed is sent, an address as a whole", () => {
  const entered = enteredIn(form({ phone: "1", city: "Berlin", paymentTermsDays: "３０" }), 1, known, false);
  expect(changesOf(known, entered)).toEqual({
    phone: "1",
    country: "DE",
    postalCode: "",
    state: "",
    city: "Berlin",
    line1: "Allee 1",
    line2: "",
    paymentTermsDays: 30,
    paymentTerms: "",
    seen: { phone: "", address: "DE\n\n\n\nAllee 1\n", paymentTerms: "" },
  });
});

test("addresses are a list however they are separated; a removed tax id leaves a shorter one", () => {
  const entered = enteredIn(
    form({ ccEmails: "a@acme.example; b@acme.example、c@acme.example" }),
    0,
    known,
    false,
  );
  expect(changesOf(known, entered)).toEqual({
    ccEmails: ["a@acme.example", "b@acme.example", "c@acme.example"],
    taxIds: [],
    seen: { ccEmails: "a@acme.example", taxIds: "eu_vat DE123456789" },
  });
});

test("what is no number of days is sent as typed, so that the answer can name the field", () => {
  expect(enteredIn(form({ paymentTermsDays: "soon" }), 1, known, false).paymentTermsDays).toBe("soon");
});

test("the first time the company goes along, even while it is empty", () => {
  const nothing = enteredIn(() => "", 0, emptyBillingDetails, false);
  expect(changesOf(null, nothing)).toEqual({ companyName: "" });
});
