"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { ErrorState } from "@/components/ui/error-state";

/** Stands where the invoices would be while Stripe does not answer; asks again on demand. */
export function StripeSilent() {
  const t = useTranslations("invoices");
  const router = useRouter();
  const [asking, startAsking] = useTransition();
  return (
    <ErrorState
      title={t("unreachable")}
      onRetry={() => startAsking(() => router.refresh())}
      retrying={asking}
    >
      {t("unreachableHint")}
    </ErrorState>
  );
}
