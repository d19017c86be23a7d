import { eq } from "drizzle-orm";
import { z } from "zod";
import { licenses } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { type Address, emptyBillingDetails } from "@/lib/domain/billing-details/billing-details";
import { invariant, Refused } from "@/lib/domain/errors";
import { type Id, isId } from "@/lib/domain/ids";
import { type Customer, findCustomer } from "@/lib/features/console/customers/queries";
import { foreignId } from "@/lib/features/foundation/input/input-rules";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { findBillingDetails } from "@/lib/features/payers/billing-details/queries";
import { listPaymentIds, readPaymentRows } from "./payment-rows";
import { paymentStates } from "./payment-state";
import { type PaymentView, paymentView } from "./payment-view";

/** A page of payments, the newest first. An unknown customer or subscription has none. */
export const listPayments = useCase(staff("payments.view"), {
  input: z.strictObject({
    customer: foreignId.optional(),
    licenseId: foreignId.optional(),
    state: z.enum(paymentStates).optional(),
    currency: z.string().max(10).optional(),
    from: z.date().optional(),
    until: z.date().optional(),
    limit: z.int().min(1).max(100),
    offset: z.int().min(0),
  }),
  async read({ tx, input: { customer, licenseId, limit, offset, ...filter } }): Promise<PaymentView[]> {
    const tenants = [
      ...(customer === undefined ? [] : [(await findCustomer(tx, customer))?.id]),
      ...(licenseId === undefined ? [] : [await tenantOf(tx, licenseId)]),
    ];
    const [tenantId] = tenants;
    if (tenants.some((each) => each === undefined || each !== tenantId)) return [];
    const wanted = { ...filter, tenantId, ofLicense: licenseId !== undefined };
    const ids = await listPaymentIds(tx, wanted, { limit, offset });
    return viewsOf(tx, ids);
  },
});

/** One of them, with the address of its customer. */
export const readPayment = useCase(staff("payments.view"), {
  input: z.strictObject({ id: foreignId }),
  async read({ tx, input }): Promise<PaymentView & { address: Address }> {
    const payment = await getPayment(tx, input.id);
    const details = await findBillingDetails(tx, payment.customer.id);
    return { ...payment, address: details ?? emptyBillingDetails };
  },
});

export async function getPayment(tx: Transaction, id: string): Promise<PaymentView> {
  const [payment] = await viewsOf(tx, [id]);
  if (!payment) throw new Refused("not_found");
  return payment;
}

async function viewsOf(tx: Transaction, ids: string[]): Promise<PaymentView[]> {
  const rows = await readPaymentRows(tx, ids);
  const customers = new Map<Id<"tenant">, Customer>();
  const views: PaymentView[] = [];
  for (const id of ids) {
    const row = rows.get(id);
    if (!row) continue;
    const { tenantId } = "charge" in row ? row.charge : row.invoice;
    const customer = customers.get(tenantId) ?? (await findCustomer(tx, tenantId));
    invariant(customer, `tenant ${tenantId} is a customer`);
    customers.set(tenantId, customer);
    views.push(paymentView(row, customer));
  }
  return views;
}

async function tenantOf(tx: Transaction, licenseId: string): Promise<Id<"tenant"> | undefined> {
  if (!isId("license", licenseId)) return undefined;
  const [license] = await tx
    .select({ tenantId: licenses.tenantId })
    .from(licenses)
    .where(eq(licenses.id, licenseId));
  return license?.tenantId;
}
