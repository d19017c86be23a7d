import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ConsoleBillingDetails } from "@/app/(console)/console/tenants/[tenant]/billing/_components/console-billing-details";
import { AtStripeCard } from "@/components/console/at-stripe/at-stripe-card";
import { PaymentTermsCard } from "@/components/payers/payment-terms-card";
import { TaxCard } from "@/components/payers/tax-card";
import { orNotFound } from "@/lib/auth/guard";
import { billingDashboard } from "@/lib/features/billing/dashboard/billing-dashboard";
import { readAtStripe } from "@/lib/features/console/at-stripe/read-at-stripe";
import { readPaymentTerms } from "@/lib/features/payers/payment-terms/set-payment-terms";
import { readTaxTreatment } from "@/lib/features/payers/tax/read-tax-treatment";
import { PaymentAccount } from "../_components/payment-account";
import { openTenant } from "../open-tenant";
import { decideDifference, setPaymentTerms, setReverseCharge, setTaxExemption } from "./actions";

type Params = Promise<{ tenant: string }>;

export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  const { tenant } = await openTenant((await params).tenant);
  const t = await getTranslations("console.tabs");
  return { title: `${t("billing")} · ${tenant.name}` };
}

/** How a tenant is billed: its payment account, what people did at Stripe, its billing details with who entered and who confirmed them, and its tax. */
export default async function ConsoleTenantBillingPage({ params }: { params: Params }) {
  const { ctx, tenant } = await openTenant((await params).tenant);
  const dashboard = orNotFound(await billingDashboard(ctx, tenant.id, {}));
  const tax = orNotFound(await readTaxTreatment(ctx, tenant.id, {}));
  const terms = orNotFound(await readPaymentTerms(ctx, tenant.id, {}));
  const atStripe = orNotFound(await readAtStripe(ctx, tenant.id, {}));
  const { billingDetails, billingDetailsState } = dashboard;
  return (
    <div className="grid gap-5">
      <PaymentAccount slug={tenant.slug} />
      {dashboard.paymentAccountExists && (
        <AtStripeCard
          atStripe={atStripe}
          timeZone={tenant.timeZone}
          decide={decideDifference.bind(null, tenant.slug)}
        />
      )}
      {billingDetailsState && (
        <ConsoleBillingDetails
          slug={tenant.slug}
          details={billingDetails}
          state={billingDetailsState}
          timeZone={tenant.timeZone}
        />
      )}
      <PaymentTermsCard {...terms} save={setPaymentTerms.bind(null, tenant.slug)} />
      <TaxCard
        tax={tax}
        setExemption={setTaxExemption.bind(null, tenant.slug)}
        setReverseCharge={setReverseCharge.bind(null, tenant.slug)}
      />
    </div>
  );
}
