"use client";

import { useTranslations } from "next-intl";
import { useBillingActions } from "@/components/billing/billing-actions";
import { useDoneToast } from "@/components/billing/use-done-toast";
import { useButtonAction } from "@/components/patterns/use-action";
import { Button } from "@/components/ui/button";

/** Undoes a cancellation. It charges nothing, so it asks for no confirmation. */
export function ResumeButton() {
  const t = useTranslations("billing");
  const actions = useBillingActions();
  const done = useDoneToast();
  const { pending, run } = useButtonAction();
  const resume = () =>
    run(actions.resumeRenewal, ({ confirmed }) => done(t("cancelLicense.resumed"), confirmed));
  return (
    <Button variant="primary" pending={pending} onClick={resume}>
      {t("license.resume")}
    </Button>
  );
}
