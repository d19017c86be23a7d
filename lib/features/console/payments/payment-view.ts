import type { LocalizedText } from "@/lib/domain/catalog/plan";
import type { Id } from "@/lib/domain/ids";
import type { ChargePromise } from "@/lib/domain/promise/charge-promise";
import type { Customer } from "@/lib/features/console/customers/queries";
import type { ChargeRow, InvoiceRow } from "./payment-rows";
import type { PaymentState } from "./payment-state";

/** What a tenant pays or has to pay: a charge of ours with its invoice, or an invoice that people made at Stripe. */
export type PaymentView = {
  /** The charge's id, or that of people's invoice. */
  id: string;
  state: PaymentState;
  customer: Customer;
  /** Null for an invoice of people's that belongs to no license. */
  licenseId: Id<"license"> | null;
  currency: string;
  /** As the invoice has it, with what people put there; before there is one, as promised. */
  totalMinor: bigint;
  paidMinor: bigint;
  /** Null where only Stripe knows it. */
  taxMinor: bigint | null;
  description: LocalizedText;
  /** Stripe's code of the last failed attempt. */
  reason: string | null;
  retries: number;
  metadata: Record<string, string>;
  createdAt: Date;
  closedAt: Date | null;
  invoice: { id: string; number: string | null; hostedUrl: string | null; isOpen: boolean } | null;
};

export function paymentView(row: ChargeRow | InvoiceRow, customer: Customer): PaymentView {
  return "charge" in row ? viewOfCharge(row, customer) : viewOfInvoice(row, customer);
}

function viewOfCharge(row: ChargeRow, customer: Customer): PaymentView {
  const { state, charge, invoice, onDemand, license } = row;
  return {
    id: charge.id,
    state,
    customer,
    licenseId: license.id,
    currency: charge.currency,
    totalMinor: invoice?.totalMinor ?? charge.totalMinor,
    paidMinor: invoice?.paidMinor ?? 0n,
    taxMinor: charge.promise.taxes.reduce((sum, { amountMinor }) => sum + amountMinor, 0n),
    description: onDemand ? sameText(onDemand.charge.description) : planOf(charge.promise),
    reason: state === "paid" ? null : charge.reason,
    retries: charge.retries,
    metadata: onDemand && Object.keys(onDemand.metadata).length > 0 ? onDemand.metadata : license.metadata,
    createdAt: charge.createdAt,
    closedAt: charge.closedAt,
    invoice: invoice && invoiceOf(invoice),
  };
}

function viewOfInvoice({ state, invoice, license }: InvoiceRow, customer: Customer): PaymentView {
  return {
    id: invoice.stripeInvoiceId,
    state,
    customer,
    licenseId: invoice.stripeSubscriptionId ? license.id : null,
    currency: invoice.currency,
    totalMinor: invoice.totalMinor,
    paidMinor: invoice.paidMinor,
    taxMinor: null,
    description: sameText(invoice.number ?? ""),
    reason: null,
    retries: Math.max(invoice.attempts - 1, 0),
    metadata: {},
    createdAt: invoice.createdAt,
    closedAt: invoice.paidAt,
    invoice: invoiceOf(invoice),
  };
}

const invoiceOf = ({ stripeInvoiceId, number, hostedUrl, status }: InvoiceRow["invoice"]) => ({
  id: stripeInvoiceId,
  number,
  hostedUrl,
  isOpen: status === "open",
});

/** What is charged decides, not what is given back. */
function planOf({ lines }: ChargePromise): LocalizedText {
  const names = (["charge", "usage", "unused"] as const).flatMap((kind) =>
    lines.flatMap((line) => {
      if (line.kind !== kind) return [];
      return [line.kind === "usage" ? line.usage.planName : line.planName];
    }),
  );
  return names[0] ?? sameText("");
}

const sameText = (text: string): LocalizedText => ({ en: text, ja: text });
