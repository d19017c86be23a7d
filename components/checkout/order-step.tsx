"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent, useState } from "react";
import { LinkButton } from "@/components/ui/link-button";
import { Spinner } from "@/components/ui/spinner";
import { TextLink } from "@/components/ui/text-link";
import type { CheckoutBuyer } from "@/lib/features/console/checkouts/show-checkout";

type Props = {
  order: NonNullable<CheckoutBuyer["order"]>;
  /** The reader comes from Stripe's page, perhaps before its webhook. */
  isBack: boolean;
  /** Where the price is shown again. */
  path: string;
  billingHref: string;
  /** Has the worker look at Stripe's page now. */
  check: () => Promise<unknown>;
};

const waitMs = 1_500;
const mostLooks = 40;

/** Where the order stands, and the one thing to do. Once it is paid the page itself leads on. */
export function OrderStep({ order, isBack, path, billingHref, check }: Props) {
  const t = useTranslations("checkout.order");
  const isWaiting = order.state === "executing" || (order.state === "awaiting_card" && isBack);
  const looks = useLooks(isWaiting, check);
  const isSlow = looks >= mostLooks;
  const kind = isWaiting && !isSlow ? "waiting" : kindOf(order.state);
  return (
    <div aria-live="polite">
      <h1 className="flex items-center gap-3 font-semibold text-2xl tracking-tight">
        {kind === "waiting" && <Spinner />}
        {t(kind)}
      </h1>
      <p className="mt-3 text-ink-soft">{isSlow ? t("slow") : t(`${kind}Body`)}</p>
      <div className="mt-6 flex flex-wrap items-center gap-4">
        {order.goTo && kind === "card" && (
          <LinkButton href={order.goTo} variant="primary" prefetch={false}>
            {t("toCard")}
          </LinkButton>
        )}
        {order.goTo && kind === "payment" && (
          <LinkButton href={order.goTo} variant="primary" prefetch={false}>
            {t("toPayment")}
          </LinkButton>
        )}
        {kind === "failed" && (
          <LinkButton href={path} variant="primary" prefetch={false}>
            {t("again")}
          </LinkButton>
        )}
        <TextLink href={billingHref}>{t("dashboard")}</TextLink>
      </div>
    </div>
  );
}

function kindOf(state: Props["order"]["state"]): "waiting" | "card" | "payment" | "failed" {
  if (state === "awaiting_card") return "card";
  if (state === "awaiting_payment") return "payment";
  return state === "executing" || state === "done" ? "waiting" : "failed";
}

/** Reads the page anew while something is under way. */
function useLooks(isWaiting: boolean, check: () => Promise<unknown>): number {
  const router = useRouter();
  const [looks, setLooks] = useState(0);
  const look = useEffectEvent(() => {
    setLooks((before) => before + 1);
    if (looks % 5 === 0) check().catch(() => {});
    router.refresh();
  });
  const isLooking = isWaiting && looks < mostLooks;
  useEffect(() => {
    if (!isLooking) return;
    const timer = setInterval(() => look(), waitMs);
    return () => clearInterval(timer);
  }, [isLooking]);
  return looks;
}
