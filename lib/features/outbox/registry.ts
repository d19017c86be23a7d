import { invariant } from "@/lib/domain/errors";
import { stripeBillingDetailsUpdate } from "../billing-details/stripe-update";
import { stripeCatalogPublish } from "../catalog/stripe-publish";
import { stripeContractEndDate } from "../contracts/stripe-end-date";
import { stripeContractSettle } from "../contracts/stripe-settle";
import { stripeSetRenewal } from "../license/stripe-set-renewal";
import { mailSend } from "../mailbox/send";
import { stripeCheckoutCreate, stripeCheckoutExpire } from "../orders/stripe-checkout";
import { stripeSubscriptionCreate, stripeSubscriptionUpgrade } from "../orders/stripe-subscription";
import { stripeUseCard } from "../orders/stripe-use-card";
import { stripeInvoiceVoid } from "../orders/stripe-void-invoice";
import { stripeCustomerCreate } from "../payment-account/stripe-customer-create";
import { stripeCustomerNameTenant } from "../payment-account/stripe-customer-name-tenant";
import {
  stripeReservationCancel,
  stripeReservationCreate,
  stripeScheduleReleaseApplied,
} from "../reservations/stripe-reserve";
import { stripeTaxRateRename } from "../tax-rates/stripe-rename";
import type { Operation } from "./operation";

/** Every effect that Choba has on the outside world. */
const operations: Operation[] = [
  mailSend,
  stripeBillingDetailsUpdate,
  stripeCatalogPublish,
  stripeCheckoutCreate,
  stripeCheckoutExpire,
  stripeContractEndDate,
  stripeContractSettle,
  stripeCustomerCreate,
  stripeCustomerNameTenant,
  stripeInvoiceVoid,
  stripeReservationCancel,
  stripeReservationCreate,
  stripeScheduleReleaseApplied,
  stripeSetRenewal,
  stripeSubscriptionCreate,
  stripeSubscriptionUpgrade,
  stripeTaxRateRename,
  stripeUseCard,
];

export function operationNamed(name: string): Operation {
  const found = operations.find((operation) => operation.name === name);
  invariant(found, `the outbox knows the operation ${name}`);
  return found;
}
