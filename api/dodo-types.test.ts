import type DodoPayments from "dodopayments";
import { expectTypeOf, test } from "vitest";
import type { CheckoutPreview, CheckoutStatusJson } from "./dodo/checkout-schema";
import type { toCustomer } from "./dodo/customers";
import type { ListedPaymentJson, PaymentJson, PaymentLinesJson } from "./dodo/payment-schema";
import type { AddonJson, ListedProductJson, ProductJson } from "./dodo/product-schema";
import type { PreviewJson, SubscriptionJson } from "./dodo/subscription-schema";
import type { UsageHistoryJson } from "./dodo/usage-history";

/** Texts instead of the package's closed lists of currencies and countries. Checked by `tsc`. */
type Open<T> = T extends string
  ? string
  : T extends readonly (infer Item)[]
    ? Open<Item>[]
    : T extends object
      ? { [Key in keyof T]: Open<T[Key]> }
      : T;

test("what is answered fits the types of Dodo's package", () => {
  expectTypeOf<SubscriptionJson>().toExtend<Open<DodoPayments.Subscription>>();
  expectTypeOf<SubscriptionJson>().toExtend<Open<DodoPayments.SubscriptionListResponse>>();
  expectTypeOf<SubscriptionJson["status"]>().toExtend<DodoPayments.SubscriptionStatus>();
  expectTypeOf<PreviewJson>().toExtend<Open<DodoPayments.SubscriptionPreviewChangePlanResponse>>();
  expectTypeOf<CheckoutStatusJson>().toExtend<Open<DodoPayments.CheckoutSessionStatus>>();
  expectTypeOf<CheckoutPreview>().toExtend<Open<DodoPayments.CheckoutSessionPreviewResponse>>();
  expectTypeOf<ReturnType<typeof toCustomer>>().toExtend<Open<DodoPayments.Customer>>();
  expectTypeOf<ProductJson>().toExtend<Open<DodoPayments.Product>>();
  expectTypeOf<ListedProductJson>().toExtend<Open<DodoPayments.ProductListResponse>>();
  expectTypeOf<PaymentJson>().toExtend<Open<DodoPayments.Payment>>();
  expectTypeOf<PaymentJson["status"]>().toExtend<DodoPayments.IntentStatus>();
  expectTypeOf<ListedPaymentJson>().toExtend<Open<DodoPayments.PaymentListResponse>>();
  expectTypeOf<PaymentLinesJson>().toExtend<Open<DodoPayments.PaymentRetrieveLineItemsResponse>>();
  expectTypeOf<UsageHistoryJson>().toExtend<Open<DodoPayments.SubscriptionRetrieveUsageHistoryResponse>>();
  expectTypeOf<AddonJson>().toExtend<Open<DodoPayments.AddonResponse>>();
});
