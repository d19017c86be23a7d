import type Stripe from "stripe";
import { env } from "@/lib/env";
import { callStripe } from "./call-stripe";

/** A tax id of the Stripe account itself, which its invoices can show (docs.stripe.com/api/tax_ids/list). */
export type AccountTaxId = { id: string; type: string; value: string };

export async function listAccountTaxIds(): Promise<AccountTaxId[]> {
  const { data } = await callStripe((stripe) => stripe.taxIds.list({ owner: { type: "self" }, limit: 100 }));
  return data.map(({ id, type, value }) => ({ id, type, value }));
}

/** Enters the seller's registration number at Stripe. */
export async function createAccountTaxId(value: string, key: string): Promise<void> {
  const parameters = { type: "jp_trn" as const, value, owner: { type: "self" as const } };
  await callStripe((stripe) => stripe.taxIds.create(parameters, { idempotencyKey: key }));
  known.clear();
}

/** One request a minute is enough for the invoices of a close: the seller's number hardly ever changes. */
const keptMs = 60_000;
const known = new Map<string, Promise<AccountTaxId[]>>();

function accountTaxIds(): Promise<AccountTaxId[]> {
  const account = `${env().STRIPE_SECRET_KEY} ${env().STRIPE_API_BASE ?? ""}`;
  const before = known.get(account);
  if (before) return before;
  const asked = listAccountTaxIds();
  known.set(account, asked);
  const forget = () => known.delete(account);
  setTimeout(forget, keptMs).unref();
  asked.catch(forget);
  return asked;
}

/** Stripe takes four custom fields on an invoice. */
const mostFields = 4;

type Registered = Pick<Stripe.Invoice, "account_tax_ids" | "custom_fields">;

/**
 * What puts the seller's registration number on an invoice: Stripe's own id of it, or a custom field while it is not
 * entered there. Empty if the invoice says it already, or there is no number. `fieldName` is in the payer's language.
 */
export async function registrationTerms(
  { number, fieldName }: { number: string; fieldName: string },
  present: Registered,
): Promise<Pick<Stripe.InvoiceUpdateParams, "account_tax_ids" | "custom_fields">> {
  if (number === "") return {};
  const id = (await accountTaxIds()).find(({ value }) => value === number)?.id;
  if (id) {
    const ids = (present.account_tax_ids ?? []).map((one) => (typeof one === "string" ? one : one.id));
    return ids.includes(id) ? {} : { account_tax_ids: [...ids, id] };
  }
  const fields = present.custom_fields ?? [];
  if (fields.some(({ value }) => value === number)) return {};
  const others = fields.filter(({ name }) => name !== fieldName).slice(0, mostFields - 1);
  return { custom_fields: [...others, { name: fieldName, value: number }] };
}
