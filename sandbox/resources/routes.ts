import type { Route } from "../http/route";
import { adjustmentRoutes } from "./adjustments";
import { catalogRoutes } from "./catalog";
import { checkoutRoutes } from "./checkout";
import { couponRoutes } from "./coupons";
import { customerRoutes } from "./customers";
import { disputeRoutes } from "./disputes";
import { intentRoutes } from "./intents";
import { invoiceItemRoutes } from "./invoice-items";
import { invoiceRoutes } from "./invoices";
import { paymentMethodRoutes } from "./payment-methods";
import { portalRoutes } from "./portal";
import { previewRoutes } from "./preview";
import { scheduleRoutes } from "./schedules";
import { subscriptionRoutes } from "./subscriptions";
import { systemRoutes } from "./system";
import { taxIdRoutes } from "./tax-ids";
import { taxRateRoutes } from "./tax-rates";

/** Every endpoint there is, the more particular path first. */
export const routes: Route[] = [
  ...previewRoutes,
  ...customerRoutes,
  ...couponRoutes,
  ...taxIdRoutes,
  ...taxRateRoutes,
  ...catalogRoutes,
  ...paymentMethodRoutes,
  ...intentRoutes,
  ...subscriptionRoutes,
  ...scheduleRoutes,
  ...invoiceRoutes,
  ...invoiceItemRoutes,
  ...adjustmentRoutes,
  ...disputeRoutes,
  ...checkoutRoutes,
  ...portalRoutes,
  ...systemRoutes,
];
