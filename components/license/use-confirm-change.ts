"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useRef, useState, useTransition } from "react";
import {
  type Confirmation,
  type ShownPreview,
  useBillingActions,
} from "@/components/billing/billing-actions";
import { sentenceDay } from "@/components/billing/sentence-date";
import { useDoneToast } from "@/components/billing/use-done-toast";
import { useLeaving } from "@/components/billing/use-leaving";
import { refusalText, ruleText } from "@/components/patterns/refusal";
import type { Refusal } from "@/lib/domain/errors";

type Notice = { tone: "warning" | "danger"; text: string };

type Options = {
  /** The hosted checkout that led here; once it is bought, it leads on. */
  checkoutId?: string;
  /** Something changed since it was shown. This is the new preview. */
  onNewPreview: (anew: ShownPreview) => void;
  /** The preview is not valid any more, and a new one must be read. */
  onPreviewLost: () => void;
};

/** Confirms what is shown, and goes where the answer leads: Stripe's page, the dashboard, or a new price. */
export function useConfirmChange({ checkoutId, onNewPreview, onPreviewLost }: Options) {
  const t = useTranslations("plans.change");
  const errors = useTranslations("errors");
  const locale = useLocale();
  const actions = useBillingActions();
  const router = useRouter();
  const done = useDoneToast();
  const { leaving, leaveFor } = useLeaving();
  const [notice, setNotice] = useState<Notice | null>(null);
  const [isFinished, setFinished] = useState(false);
  const [confirming, startTransition] = useTransition();
  const running = useRef(false);

  function confirm(shown: ShownPreview) {
    // A second click can come before the button is disabled.
    if (running.current) return;
    running.current = true;
    startTransition(async () => {
      try {
        const { preview } = shown;
        const answer = await actions.confirmChange({
          planKey: preview.planKey,
          interval: preview.interval,
          seats: preview.seats,
          addons: preview.addons,
          couponCode: preview.coupon?.code,
          digest: preview.digest,
          ...(checkoutId ? { checkoutId } : {}),
        });
        if (answer.ok) follow(answer.value, shown);
        else refuse(answer.refusal);
      } catch {
        setNotice({ tone: "danger", text: errors("notSent") });
      }
      running.current = false;
    });
  }

  /** A field that was right when it was shown: its rule is said, and the price is asked again. */
  function refuse(refusal: Refusal) {
    const [field] = refusal.fields ?? [];
    const text = field ? ruleText(errors, field) : refusalText(errors, refusal);
    setNotice({ tone: "danger", text });
    if (field) onPreviewLost();
  }

  function follow(answer: Confirmation, { preview }: ShownPreview) {
    setNotice(null);
    const plan = preview.planName[locale];
    if (answer.outcome === "shown_anew") {
      onNewPreview(answer);
      return setNotice({ tone: "warning", text: t("newPrice") });
    }
    if (answer.outcome === "reserved") {
      const date = sentenceDay(preview.effectiveOn, locale);
      done(t("done.reserved", { plan, date }));
      return toDashboard();
    }
    switch (answer.state) {
      case "failed":
      case "cancelled":
        return setNotice({ tone: "danger", text: t("done.failed", { reason: answer.reason ?? "–" }) });
      case "stale":
        onPreviewLost();
        return setNotice({ tone: "warning", text: t("done.stale") });
      case "awaiting_card":
        return answer.goTo ? leaveFor(answer.goTo) : toDashboard();
      case "done":
        if (checkoutId) return leaveFor(`/checkout/${checkoutId}`);
        done(t(preview.trialEnd && preview.kind === "purchase" ? "done.trial" : "done.active", { plan }));
        return toDashboard();
      // The dashboard says what Stripe is asked, or what the payer still has to do.
      case "executing":
      case "awaiting_payment":
        return checkoutId ? leaveFor(`/checkout/${checkoutId}`) : toDashboard();
    }
  }

  /** Takes the place of the open sheet in the history, so that back leads to the plans. */
  function toDashboard() {
    setFinished(true);
    router.replace(actions.billingHref);
  }

  return { confirm, pending: confirming || leaving || isFinished, notice };
}
