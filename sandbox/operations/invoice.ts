import { confirmIntent } from "../billing/confirm-intent";
import { freshUntil, isLinkOver } from "../billing/hosted-link";
import { paymentMethodFor } from "../billing/invoice";
import { invalid } from "../core/errors";
import { challengeUrl } from "../payments/challenge-url";
import { attachMethod } from "../payments/payment-methods";
import type { CreditNote } from "../shapes/credit-note";
import type { Invoice, LineItem } from "../shapes/invoice";
import type { Charge, PaymentMethod } from "../shapes/payment";
import type { Unit } from "../store/unit";
import { type CardInput, type CardResult, cardResult, methodFromCard } from "./card";
import type { PageWork } from "./create-operations";
import { taxAndDiscountNames } from "./tax-and-discount-names";

export interface HostedInvoice {
  invoice: Invoice;
  lines: LineItem[];
  /** The names of its tax rates and discounts, by id. */
  names: { [id: string]: string };
  /** The account's own tax ids that it shows. */
  accountTaxIds: string[];
  /** The card on file that would be charged; null when there is none. */
  paymentMethod: PaymentMethod | null;
  /** Where to authenticate, when the payment waits for it. */
  challengeUrl: string | null;
  /** The link by which the page was opened is over. */
  isExpired: boolean;
}

export function invoiceOperations(work: PageWork) {
  return {
    /** A finalised invoice with all its lines. Null for a draft, which has no page, and when there is none. */
    getHostedInvoice: (id: string, until: number | null = null): Promise<HostedInvoice | null> =>
      work.read(async (unit) => {
        const row = await unit.find("invoice", id);
        if (!row || row.data.status === "draft") return null;
        const intent = row.hidden.paymentIntent
          ? await unit.find("payment_intent", row.hidden.paymentIntent)
          : null;
        // The unit only reads, but the invoice may live on a test clock.
        await unit.enter(row.data.test_clock);
        return {
          isExpired: isLinkOver(unit, row.data, until),
          invoice: row.data,
          lines: row.hidden.lines,
          names: await taxAndDiscountNames(unit, row.data),
          accountTaxIds: (await unit.all("tax_id"))
            .filter(({ id: taxId }) => row.data.account_tax_ids?.includes(taxId))
            .map(({ data }) => data.value),
          paymentMethod: (await paymentMethodFor(unit, row))?.data ?? null,
          challengeUrl: intent?.data.next_action ? challengeUrl(unit, intent.id) : null,
        };
      }),

    /** The end of a link that is made now; null: no other than its first one. */
    invoiceLinkUntil: (id: string): Promise<number | null> =>
      work.read(async (unit) => {
        const row = await unit.find("invoice", id);
        if (!row) return null;
        await unit.enter(row.data.test_clock);
        return freshUntil(unit, row.data);
      }),

    getCreditNote: (id: string): Promise<CreditNote | null> =>
      work.read(async (unit) => (await unit.find("credit_note", id))?.data ?? null),

    /** Pays with the card on file, or with a new card. A new card becomes the subscription's default. */
    payInvoice: (id: string, card: CardInput | "on_file"): Promise<CardResult> =>
      work.change(async (unit) => {
        const row = await unit.need("invoice", id);
        const customer = await unit.need("customer", row.data.customer);
        await unit.enter(customer.data.test_clock);
        if (row.data.status !== "open")
          throw invalid(`This invoice is ${row.data.status}.`, undefined, "invoice_not_open");
        const intent = await unit.need("payment_intent", row.hidden.paymentIntent ?? "");
        let method = await paymentMethodFor(unit, row);
        if (card !== "on_file") {
          method = await methodFromCard(unit, card);
          if (method.hidden.behavior !== "declined_at_once") {
            method = await attachMethod(unit, method.id, customer);
            await rememberFor(unit, row.hidden.subscription, method.id);
          }
        }
        if (!method) throw invalid("There is no card on file.", undefined, "resource_missing");
        const outcome = await confirmIntent(unit, intent, method);
        return cardResult(outcome, challengeUrl(unit, intent.id));
      }),

    /** A charge for its receipt page. */
    getCharge: (id: string): Promise<Charge | null> =>
      work.read(async (unit) => (await unit.find("charge", id))?.data ?? null),
  };
}

async function rememberFor(unit: Unit, subscription: string | null, method: string): Promise<void> {
  const row = subscription ? await unit.find("subscription", subscription) : null;
  if (!row || row.data.status === "canceled") return;
  const was = row.data.default_payment_method;
  row.data.default_payment_method = method;
  await unit.save(row);
  await unit.emit("customer.subscription.updated", row, { default_payment_method: was });
}
