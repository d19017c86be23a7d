"use client";

import { ExternalLink } from "lucide-react";
import { useTranslations } from "next-intl";
import { useButtonAction } from "@/components/patterns/use-action";
import { Button, type ButtonProps } from "@/components/ui/button";
import { useBillingActions } from "./billing-actions";
import { useLeaving } from "./use-leaving";

/** Opens Stripe's customer portal. Each visit gets a session of its own. */
export function PortalButton({ label, ...look }: Pick<ButtonProps, "size" | "variant"> & { label?: string }) {
  const t = useTranslations("billing.account");
  const actions = useBillingActions();
  const { leaving, leaveFor } = useLeaving();
  const { pending, run } = useButtonAction();
  return (
    <Button
      {...look}
      pending={pending || leaving}
      onClick={() => run(actions.openPortal, ({ url }) => leaveFor(url))}
      iconEnd={<ExternalLink aria-hidden="true" />}
    >
      {label ?? t("portal")}
    </Button>
  );
}
