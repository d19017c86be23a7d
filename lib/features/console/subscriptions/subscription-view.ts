import type { Transaction } from "@/lib/db/transaction";
import { type Address, emptyBillingDetails } from "@/lib/domain/billing-details/billing-details";
import type { PaidInterval } from "@/lib/domain/catalog/plan";
import { invariant } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { type Product, productOf } from "@/lib/domain/products/product";
import { recurringAmount } from "@/lib/domain/products/recurring-amount";
import { getPlanVersion, type PlanVersion } from "@/lib/features/catalog/plans/record/queries";
import { type ChosenIds, readChosenIds } from "@/lib/features/catalog/products/queries";
import { taxSettingsOfCatalog } from "@/lib/features/catalog/tax-rates/tax-settings";
import { type Customer, findCustomer } from "@/lib/features/console/customers/queries";
import {
  findOpenOrder,
  findOpenReservation,
  type Reservation,
} from "@/lib/features/license/lifecycle/queries";
import { latestOrder } from "@/lib/features/license/orders/order-progress";
import { findBillingDetails } from "@/lib/features/payers/billing-details/queries";
import { findPaymentAccount } from "@/lib/features/payers/stripe-customer/queries";
import type { SubscriptionRow, SubscriptionState } from "./subscription-rows";

/** What is or was held, or is ordered. */
export type HeldProduct = { product: Product; seats: number; addons: Readonly<Record<string, string>> };

/** A license as a subscription. The id is the license's, which a tenant keeps. */
export type SubscriptionView = HeldProduct & {
  id: Id<"license">;
  state: SubscriptionState;
  customer: Customer;
  address: Address;
  hasPaymentMethod: boolean;
  metadata: Record<string, string>;
  createdAt: Date;
  previousBillingAt: Date;
  nextBillingAt: Date;
  cancelsAtEnd: boolean;
  endedAt: Date | null;
  pricesIncludeTax: boolean;
  /** What its fixed parts cost in a whole period, before discounts and tax. */
  recurringMinor: bigint;
  reservation: (HeldProduct & { id: Id<"reservation">; effectiveAt: Date; createdAt: Date }) | null;
};

export async function subscriptionView(
  tx: Transaction,
  { license, state, createdAt }: SubscriptionRow,
): Promise<SubscriptionView> {
  const { tenantId } = license;
  const ids = await readChosenIds(tx);
  const customer = await findCustomer(tx, tenantId);
  invariant(customer, `tenant ${tenantId} is a customer`);
  const held = await holdingShown(tx, license);
  const reservation = await findOpenReservation(tx, tenantId);
  const start = license.periodStart;
  return {
    id: license.id,
    state,
    customer,
    address: (await findBillingDetails(tx, tenantId)) ?? emptyBillingDetails,
    hasPaymentMethod: (await findPaymentAccount(tx, tenantId))?.hasPaymentMethod ?? false,
    metadata: license.metadata,
    createdAt,
    previousBillingAt: start,
    nextBillingAt: license.periodEnd ?? license.endedAt ?? start,
    cancelsAtEnd: license.interval !== null && !license.renews,
    endedAt: license.interval === null ? license.endedAt : null,
    pricesIncludeTax: (await taxSettingsOfCatalog(tx)).pricesIncludeTax,
    recurringMinor: recurringAmount({ ...held, definition: held.version.definition }),
    reservation: reservation && (await reservationView(tx, reservation, ids)),
    ...heldProduct(held, ids),
  };
}

type Held = { version: PlanVersion; interval: PaidInterval; seats: number; addons: Record<string, string> };

/** What is held; on Free what is ordered, or was held or ordered last. */
async function holdingShown(tx: Transaction, license: SubscriptionRow["license"]): Promise<Held> {
  const { tenantId, interval, planVersionId, seats, addons } = license;
  if (interval) return { version: await getPlanVersion(tx, planVersionId), interval, seats, addons };
  const order = (await findOpenOrder(tx, tenantId)) ?? (await latestOrder(tx, tenantId));
  if (order) return { ...order, version: await getPlanVersion(tx, order.planVersionId) };
  // What ended was a contract, which nobody ordered.
  const ended = license.endedPlanVersionId ?? planVersionId;
  return { version: await getPlanVersion(tx, ended), interval: "month", seats: 0, addons: {} };
}

const heldProduct = ({ version, interval, seats, addons }: Held, ids: ChosenIds): HeldProduct => ({
  product: productOf(version, interval, ids.get(version.planKey) ?? []),
  seats,
  addons,
});

async function reservationView(tx: Transaction, reservation: Reservation, ids: ChosenIds) {
  const { id, effectiveAt, createdAt, planVersionId } = reservation;
  const version = await getPlanVersion(tx, planVersionId);
  return { id, effectiveAt, createdAt, ...heldProduct({ ...reservation, version }, ids) };
}
