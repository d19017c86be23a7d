import { describe, expect, test } from "vitest";
import { emptyBillingDetails } from "./billing-details";
import { type StripeValues, valuesOf } from "./fields";
import { reconcile } from "./reconcile";

const base: StripeValues = valuesOf({
  ...emptyBillingDetails,
  companyName: "Acme",
  country: "DE",
  line1: "Allee 1",
  city: "Berlin",
  phone: "1",
  email: "a@acme.example",
  taxIds: [{ type: "eu_vat", value: "DE123456789" }],
});
const phone = (of: string): StripeValues => ({ ...base, phone: of });
const outcome = (ours: StripeValues, known: Partial<StripeValues>, theirs: StripeValues, sending = null) =>
  reconcile({ ours, known, sending, theirs });

describe("a field on both sides", () => {
  test.each([
    ["changed nowhere", "1", "1", "1", "agreed"],
    ["changed here", "2", "1", "1", "send"],
    ["changed at Stripe", "1", "1", "2", "take"],
    ["changed on both sides", "2", "1", "3", "conflict"],
    ["changed on both sides alike", "2", "1", "2", "agreed"],
    ["emptied here, changed at Stripe", "", "1", "3", "conflict"],
    ["emptied at Stripe", "1", "1", "", "take"],
  ])("%s", (_, ours, known, theirs, expected) => {
    expect(outcome(phone(ours), phone(known), phone(theirs)).phone).toBe(expected);
  });

  test.each([
    ["", "2", "take"],
    ["2", "", "send"],
    ["2", "3", "conflict"],
  ])("never compared before: %s here, %s there", (ours, theirs, expected) => {
    expect(outcome(phone(ours), {}, phone(theirs)).phone).toBe(expected);
  });
});

test("a conflict in one field does not stop another field", () => {
  const ours = { ...base, phone: "2", companyName: "Acme AG" };
  const outcomes = outcome(ours, base, { ...base, phone: "3" });
  expect(outcomes).toMatchObject({ phone: "conflict", companyName: "send", address: "agreed" });
});

test("an address is one field: parts changed on different sides are a conflict and are never mixed", () => {
  const ours = { ...base, address: { ...base.address, line1: "Allee 2" } };
  const theirs = { ...base, address: { ...base.address, city: "Bonn" } };
  expect(outcome(ours, base, theirs).address).toBe("conflict");
});

test("a value that we were just sending is no change of Stripe's, even if ours has changed since", () => {
  const sides = { ours: phone("3"), known: phone("1"), theirs: phone("2") };
  expect(reconcile({ ...sides, sending: null }).phone).toBe("conflict");
  expect(reconcile({ ...sides, sending: { phone: "2" } }).phone).toBe("send");
});

test("tax ids that we wrote in part are ours; one that somebody else added is not", () => {
  const id = (value: string) => ({ type: "eu_vat", value });
  const withIds = (...values: string[]): StripeValues => ({ ...base, taxIds: values.map(id) });
  const sides = { ours: withIds("B", "C"), known: withIds("A"), sending: { taxIds: [id("B"), id("C")] } };
  expect(reconcile({ ...sides, theirs: withIds("A", "B") }).taxIds).toBe("send");
  expect(reconcile({ ...sides, theirs: withIds("A", "X") }).taxIds).toBe("conflict");
});

test("without an invoice address of its own, the payer's e-mail at Stripe stays as it is", () => {
  const ours = { ...base, email: "" };
  expect(outcome(ours, base, { ...base, email: "payer@acme.example" }).email).toBe("agreed");
  expect(outcome(base, {}, { ...base, email: "payer@acme.example" }).email).toBe("send");
});
