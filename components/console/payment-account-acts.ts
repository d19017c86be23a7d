import type { Result } from "@/lib/domain/errors";
import type { FoundCustomer } from "@/lib/features/console/customer-link/search-customers";
import type { CustomerSummary } from "@/lib/stripe/customer-lookup";

/** The server actions on one tenant's payment account as the parts of the card know them. */
export type PaymentAccountActs = {
  create(input: { payerName: string; payerEmail: string }): Promise<Result<{ confirmed: boolean }>>;
  search(email: string): Promise<Result<{ customers: FoundCustomer[] }>>;
  preview(stripeCustomerId: string): Promise<Result<CustomerSummary>>;
  link(input: {
    stripeCustomerId: string;
    previewed: { name: string; email: string };
  }): Promise<Result<{ stripeCustomerId: string }>>;
  unlink(stripeCustomerId: string): Promise<Result<{ unlinked: boolean }>>;
  sendPortalLink(): Promise<Result<{ sentTo: string }>>;
};
