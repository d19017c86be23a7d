import { z } from "zod";
import { may } from "@/lib/domain/access/actions";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { findPaymentAccount } from "@/lib/features/payers/stripe-customer/queries";
import { paymentAdministratorOf } from "@/lib/features/people/members/queries";
import { dashboardUrl, stripeIntegration } from "@/lib/stripe/client";

/** The payment account as the console shows it, and what this reader may do with it. */
export type CustomerLink = {
  tenantName: string;
  timeZone: string;
  stripeIntegration: boolean;
  account: null | {
    /** Null while Stripe has not confirmed it yet. */
    stripeCustomerId: string | null;
    payerName: string;
    payerEmail: string;
    hasPaymentMethod: boolean;
    createdAt: string;
    dashboardUrl: string | null;
  };
  /** Who would be the payer of a new account, and who gets the portal's mail. */
  paymentAdministrator: { name: string; email: string };
  may: { create: boolean; link: boolean; sendPortalLink: boolean };
};

export const readCustomerLink = useCase(tenant("payment_account.view"), {
  input: z.strictObject({}),
  async read({ tx, tenantId, standing }): Promise<CustomerLink> {
    const { roles, tenant } = standing;
    const account = await findPaymentAccount(tx, tenantId);
    const { user } = await paymentAdministratorOf(tx, tenantId);
    return {
      tenantName: tenant.name,
      timeZone: tenant.timeZone,
      stripeIntegration: stripeIntegration(),
      account: account && {
        stripeCustomerId: account.stripeCustomerId,
        payerName: account.payerName,
        payerEmail: account.payerEmail,
        hasPaymentMethod: account.hasPaymentMethod,
        createdAt: account.createdAt.toISOString(),
        dashboardUrl:
          account.stripeCustomerId && may(roles, "console.view")
            ? dashboardUrl(`customers/${account.stripeCustomerId}`)
            : null,
      },
      paymentAdministrator: { name: user.name, email: user.email },
      may: {
        create: may(roles, "payment_account.create"),
        link: may(roles, "payment_account.link"),
        sendPortalLink: may(roles, "payment_account.send_portal_link"),
      },
    };
  },
});
