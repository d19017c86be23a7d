import { bindTenant } from "@/app/_components/bind-tenant";
import { PaymentAccountCard } from "@/components/console/payment-account/payment-account-card";
import { orNotFound } from "@/lib/auth/guard";
import { readCustomerLink } from "@/lib/features/console/customer-link/read-customer-link";
import { openTenant } from "../open-tenant";
import * as actions from "../payment-account-actions";

const { searchCustomers, ...ofTenant } = actions;

/** The card with its data and its actions, for any page of a tenant in the console. */
export async function PaymentAccount({ slug }: { slug: string }) {
  const { ctx, tenant } = await openTenant(slug);
  const view = orNotFound(await readCustomerLink(ctx, tenant.id, {}));
  return (
    <PaymentAccountCard view={view} actions={{ ...bindTenant(ofTenant, tenant.slug), searchCustomers }} />
  );
}
