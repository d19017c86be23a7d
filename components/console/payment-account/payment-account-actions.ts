import type { linkPaymentAccount } from "@/lib/features/console/customer-link/link-payment-account";
import type { previewLink } from "@/lib/features/console/customer-link/preview-link";
import type { searchCustomers } from "@/lib/features/console/customer-link/search-customers";
import type { sendPortalLink } from "@/lib/features/console/customer-link/send-portal-link";
import type { unlinkPaymentAccount } from "@/lib/features/console/customer-link/unlink-payment-account";
import type { ActionOf } from "@/lib/features/foundation/use-case/use-case";
import type { createPaymentAccount } from "@/lib/features/payers/payment-account/create-payment-account";

/** What the console does with one tenant's payment account. */
export type PaymentAccountActions = {
  createPaymentAccount: ActionOf<typeof createPaymentAccount>;
  searchCustomers: (input: Parameters<typeof searchCustomers>[1]) => ReturnType<typeof searchCustomers>;
  previewLink: (input: Parameters<typeof previewLink>[2]) => ReturnType<typeof previewLink>;
  linkPaymentAccount: (
    input: Parameters<typeof linkPaymentAccount>[2],
  ) => ReturnType<typeof linkPaymentAccount>;
  unlinkPaymentAccount: (
    input: Parameters<typeof unlinkPaymentAccount>[2],
  ) => ReturnType<typeof unlinkPaymentAccount>;
  sendPortalLink: ActionOf<typeof sendPortalLink>;
};
