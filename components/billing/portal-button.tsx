"use client";

import { ExternalLink } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button, type ButtonProps } from "@/components/ui/button";
import { useBillingActs } from "./acts";
import { useButtonAct } from "./use-act";
import { useLeaving } from "./use-leaving";

/** Opens Stripe's customer portal: a session of it is made for each visit. */
export function PortalButton(props: Pick<ButtonProps, "size" | "variant">) {
  const t = useTranslations("billing.account");
  const acts = useBillingActs();
  const { leaving, leaveFor } = useLeaving();
  const { pending, run } = useButtonAct(acts.openPortal, ({ url }) => leaveFor(url));
  return (
    <Button
      {...props}
      pending={pending || leaving}
      onClick={run}
      iconEnd={<ExternalLink aria-hidden="true" />}
    >
      {t("portal")}
    </Button>
  );
}
