import type { Route } from "../http/route";
import { accountRoutes } from "./accounts";
import { balanceTransactionRoutes } from "./balance-transactions";
import { checkoutRoutes } from "./checkout-sessions";
import { couponRoutes } from "./coupons";
import { creditNoteRoutes } from "./credit-notes";
import { customerRoutes } from "./customers";
import { disputeRoutes } from "./disputes";
import { eventRoutes } from "./events";
import { intentRoutes } from "./intents";
import { invoiceItemRoutes } from "./invoice-items";
import { invoiceLineRoutes } from "./invoice-lines";
import { invoiceRoutes } from "./invoices";
import { paymentMethodRoutes } from "./payment-methods";
import { portalRoutes } from "./portal";
import { priceRoutes } from "./prices";
import { productRoutes } from "./products";
import { refundRoutes } from "./refunds";
import { subscriptionItemRoutes } from "./subscription-items";
import { subscriptionRoutes } from "./subscriptions";
import { taxIdRoutes } from "./tax-ids";
import { taxRateRoutes } from "./tax-rates";
import { testClockRoutes } from "./test-clocks";
import { webhookEndpointRoutes } from "./webhook-endpoints";

/** Every endpoint. A more specific path comes before a more general one. */
export const routes: Route[] = [
  ...accountRoutes,
  ...customerRoutes,
  ...balanceTransactionRoutes,
  ...couponRoutes,
  ...taxIdRoutes,
  ...taxRateRoutes,
  ...productRoutes,
  ...priceRoutes,
  ...paymentMethodRoutes,
  ...intentRoutes,
  ...subscriptionRoutes,
  ...subscriptionItemRoutes,
  ...invoiceRoutes,
  ...invoiceLineRoutes,
  ...invoiceItemRoutes,
  ...refundRoutes,
  ...creditNoteRoutes,
  ...disputeRoutes,
  ...checkoutRoutes,
  ...portalRoutes,
  ...eventRoutes,
  ...webhookEndpointRoutes,
  ...testClockRoutes,
];
