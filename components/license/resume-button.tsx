"use client";

import { useTranslations } from "next-intl";
import { useBillingActs } from "@/components/billing/acts";
import { useDoneToast } from "@/components/billing/use-done-toast";
import { useButtonAct } from "@/components/patterns/use-act";
import { Button } from "@/components/ui/button";

/** Takes a cancellation back. Nothing is charged by it, so it asks no questions. */
export function ResumeButton() {
  const t = useTranslations("billing");
  const acts = useBillingActs();
  const done = useDoneToast();
  const { pending, run } = useButtonAct();
  const resume = () =>
    run(acts.resumeRenewal, ({ confirmed }) => done(t("cancelLicense.resumed"), confirmed));
  return (
    <Button variant="primary" pending={pending} onClick={resume}>
      {t("license.resume")}
    </Button>
  );
}
