"use client";

import { useLocale, useTranslations } from "next-intl";
import { Banner } from "@/components/ui/banner";
import { LinkButton } from "@/components/ui/link-button";
import { needsConfirmation } from "@/lib/domain/billing-details/field-standing";
import type { BillingDetailsState } from "@/lib/features/payers/billing-details/billing-details-view";
import { ConfirmButton } from "./provenance";

/** What the payer should do about the billing details: confirm what staff entered, decide what differs at Stripe. */
export function DetailsNotices({ state }: { state: BillingDetailsState }) {
  const t = useTranslations("billingDetails.notices");
  const locale = useLocale();
  const open = state.standing.filter(needsConfirmation);
  const names = [...new Set(open.map(({ by }) => by))];
  const confirms = state.may.confirm && open.length > 0;
  const decides = state.may.edit && state.conflicts.length > 0;
  if (!confirms && !decides) return null;
  const look = (
    <LinkButton size="sm" href="#billing-details">
      {t("look")}
    </LinkButton>
  );
  return (
    <div className="grid gap-2.5">
      {confirms && (
        <Banner
          tone="info"
          title={t("entered", { by: new Intl.ListFormat(locale).format(names) })}
          action={
            <>
              <ConfirmButton standings={open} label={t("confirmAll")} />
              {look}
            </>
          }
        >
          {t("enteredBody", { count: open.length })}
        </Banner>
      )}
      {decides && (
        <Banner tone="warning" title={t("conflict", { count: state.conflicts.length })} action={look}>
          {t("conflictBody")}
        </Banner>
      )}
    </div>
  );
}
