import { afterEach, expect, test } from "vitest";
import { checkRegistration } from "@/lib/features/foundation/seller/check-registration";
import { registerAtStripe } from "@/lib/features/foundation/seller/register-at-stripe";
import { saveSeller } from "@/lib/features/foundation/seller/save-seller";
import { Buyer, value } from "../support/buyer";
import { createWorld, type World } from "../support/world";

/* What invoices say of who sells. The number is one of those that the tax office shows as an example of its form. */
const number = "T7000012050002";
const both = (text: string) => ({ en: text, ja: text });

let world: World;
afterEach(() => world?.close());

async function lastInvoice(buyer: Buyer) {
  const { data } = await world.stripe.invoices.list({ customer: await buyer.customerId(), limit: 1 });
  const [invoice] = data;
  if (!invoice) throw new Error("there is no invoice");
  const fields = (invoice.custom_fields ?? []).map(({ name, value }) => [name, value]);
  return { status: invoice.status, footer: invoice.footer, fields, taxIds: invoice.account_tax_ids };
}

test("invoices name the seller: by a field until Stripe has the registration number, then by Stripe's own", async () => {
  world = await createWorld(new Date("2026-12-10T03:00:00Z"));
  const seller = {
    name: both("Choba Inc."),
    address: both("Ginza"),
    phone: "",
    registrationNumber: number,
    bankDetails: both("Example Bank 0000001"),
    invoiceFooter: both("Thank you."),
    mail: { name: "", address: "" },
  };
  value(await saveSeller(await world.asSystem(), seller));
  const standing = async () => value(await checkRegistration(await world.asSystem(), {}))?.standing;
  expect(await standing()).toBe("missing");

  const buyer = await Buyer.withCard(world);
  await world.stripe.customers.update(await buyer.customerId(), {
    invoice_settings: { custom_fields: [{ name: "PO", value: "77" }] },
  });
  await buyer.change("starter");
  // A card pays it, so no bank account stands on it.
  expect(await lastInvoice(buyer)).toEqual({
    status: "paid",
    footer: "Thank you.",
    fields: [
      ["PO", "77"],
      ["Registration number", number],
    ],
    taxIds: null,
  });

  for (let time = 0; time < 2; time++) value(await registerAtStripe(await world.asSystem(), {}));
  const { data } = await world.stripe.taxIds.list({ owner: { type: "self" } });
  expect(data.map(({ type, value: text }) => [type, text])).toEqual([["jp_trn", number]]);
  expect(await standing()).toBe("agrees");

  await world.advanceTo(new Date("2027-01-01T03:00:00Z"));
  expect(await lastInvoice(buyer)).toMatchObject({
    status: "paid",
    footer: "Thank you.",
    fields: [["PO", "77"]],
    taxIds: [data[0]?.id],
  });
});
