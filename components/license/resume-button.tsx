"use client";

import { useTranslations } from "next-intl";
import { useBillingActs } from "@/components/billing/acts";
import { useButtonAct, useDoneToast } from "@/components/billing/use-act";
import { Button } from "@/components/ui/button";

/** Takes a cancellation back. Nothing is charged by it, so it asks no questions. */
export function ResumeButton() {
  const t = useTranslations("billing");
  const acts = useBillingActs();
  const done = useDoneToast();
  const { pending, run } = useButtonAct(acts.resumeRenewal, ({ confirmed }) =>
    done(t("cancelLicense.resumed"), confirmed),
  );
  return (
    <Button variant="primary" pending={pending} onClick={run}>
      {t("license.resume")}
    </Button>
  );
}
