import type { Metadata } from "next";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { AcceptCheckout } from "@/components/checkout/accept-checkout";
import { CartSummary } from "@/components/checkout/cart-summary";
import { CheckoutMessage } from "@/components/checkout/checkout-message";
import { EnterCheckout } from "@/components/checkout/enter-checkout";
import { OrderStep } from "@/components/checkout/order-step";
import { TakeCheckout } from "@/components/checkout/take-checkout";
import { PublicShell } from "@/components/shell/public-shell";
import { contextOf, currentPerson } from "@/lib/auth/session";
import { readClock } from "@/lib/clock";
import { newId } from "@/lib/db/ids";
import { env } from "@/lib/env";
import { type CheckoutPage, showCheckout } from "@/lib/features/console/checkouts/show-checkout";
import { visitorContext } from "@/lib/features/foundation/context/context";
import type { Person } from "@/lib/features/people/tenants/queries";
import { readTheme, themeCookie } from "@/lib/i18n/preference";
import { checkCheckout } from "../../(tenant)/t/[tenant]/billing/actions";
import { accept, enter, take } from "./actions";
import { afterwards } from "./afterwards";

type Props = {
  params: Promise<{ token: string }>;
  /** `enter`: the token of the mailed link; `from`: back from Stripe's page. */
  searchParams: Promise<{ enter?: string | string[]; from?: string | string[] }>;
};

export async function generateMetadata(): Promise<Metadata> {
  const [t, common] = await Promise.all([getTranslations("checkout"), getTranslations("common")]);
  // The address is the permission: no other site learns it.
  return { title: `${t("title")} · ${common("product")}`, referrer: "no-referrer", robots: "noindex" };
}

/** A cart that somebody was sent here to buy. It leads to the price and the order of the tenant that buys it. */
export default async function HostedCheckoutPage({ params, searchParams }: Props) {
  const [{ token }, asked, jar, person] = await Promise.all([
    params,
    searchParams,
    cookies(),
    currentPerson(),
  ]);
  const ctx = person ? await contextOf(person) : visitorContext(await readClock(), newId("audit"));
  const enterToken = typeof asked.enter === "string" ? asked.enter : "";
  const shown = await showCheckout(ctx, { id: token, enter: enterToken });
  const page = shown.ok ? shown.value : null;
  const buyer = page?.buyer;
  if (buyer?.order?.state === "done") redirect(afterwards(buyer));
  if (buyer && !buyer.order && !page.hasExpired) redirect(buyer.path);
  return (
    <PublicShell isDemo={env().CHOBA_DEMO} theme={readTheme(jar.get(themeCookie)?.value)}>
      {page ? (
        <>
          <Step
            token={token}
            page={page}
            person={person}
            enterToken={enterToken}
            isBack={asked.from === "checkout"}
          />
          <CartSummary cart={page.cart} cancelUrl={page.cancelUrl} />
        </>
      ) : (
        <CheckoutMessage kind="unknown" />
      )}
    </PublicShell>
  );
}

type StepProps = {
  token: string;
  page: CheckoutPage;
  person: Person | null;
  enterToken: string;
  isBack: boolean;
};

function Step({ token, page, person, enterToken, isBack }: StepProps) {
  const { buyer, own, entered } = page;
  if (buyer?.order)
    return (
      <OrderStep
        order={buyer.order}
        isBack={isBack}
        path={buyer.path}
        billingHref={`/t/${buyer.slug}/billing`}
        check={checkCheckout.bind(null, buyer.slug)}
      />
    );
  if (page.hasExpired) return <CheckoutMessage kind="expired" />;
  if (page.isTaken)
    return (
      <CheckoutMessage
        kind="taken"
        email={person?.email ?? null}
        signInHref={`/sign-in?${new URLSearchParams({ callbackUrl: `/checkout/${token}` })}`}
      />
    );
  if (entered) return <AcceptCheckout {...entered} accept={accept.bind(null, token, enterToken)} />;
  if (person?.staffRole) return <CheckoutMessage kind="staff" />;
  if (person)
    return <TakeCheckout email={person.email} name={page.name} own={own} take={take.bind(null, token)} />;
  return (
    <EnterCheckout
      email={page.email}
      company={page.name}
      isLinkUsed={enterToken !== ""}
      isDemo={env().CHOBA_DEMO}
      enter={enter.bind(null, token)}
    />
  );
}
