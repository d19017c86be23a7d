"use client";

import { ExternalLink } from "lucide-react";
import { useTranslations } from "next-intl";
import { useButtonAct } from "@/components/patterns/use-act";
import { Button, type ButtonProps } from "@/components/ui/button";
import { useBillingActs } from "./acts";
import { useLeaving } from "./use-leaving";

/** Opens Stripe's customer portal: a session of it is made for each visit. */
export function PortalButton({ label, ...look }: Pick<ButtonProps, "size" | "variant"> & { label?: string }) {
  const t = useTranslations("billing.account");
  const acts = useBillingActs();
  const { leaving, leaveFor } = useLeaving();
  const { pending, run } = useButtonAct();
  return (
    <Button
      {...look}
      pending={pending || leaving}
      onClick={() => run(acts.openPortal, ({ url }) => leaveFor(url))}
      iconEnd={<ExternalLink aria-hidden="true" />}
    >
      {label ?? t("portal")}
    </Button>
  );
}
