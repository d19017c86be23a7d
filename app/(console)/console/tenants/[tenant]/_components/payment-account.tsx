import { PaymentAccountCard } from "@/components/console/payment-account-card";
import { orNotFound } from "@/lib/auth/guard";
import { readPaymentAccountDesk } from "@/lib/features/console/customer-link/read-customer-link";
import { openTenant } from "../open-tenant";
import {
  createAccount,
  linkCustomer,
  previewCustomer,
  searchStripeCustomers,
  sendPortalLink,
  unlinkCustomer,
} from "../payment-account-actions";

/** The card with its data and its acts, for any page of a tenant in the console. */
export async function PaymentAccount({ slug }: { slug: string }) {
  const { ctx, tenant } = await openTenant(slug);
  const desk = orNotFound(await readPaymentAccountDesk(ctx, tenant.id, {}));
  return (
    <PaymentAccountCard
      desk={desk}
      acts={{
        create: createAccount.bind(null, tenant.slug),
        search: searchStripeCustomers,
        preview: previewCustomer.bind(null, tenant.slug),
        link: linkCustomer.bind(null, tenant.slug),
        unlink: unlinkCustomer.bind(null, tenant.slug),
        sendPortalLink: sendPortalLink.bind(null, tenant.slug),
      }}
    />
  );
}
