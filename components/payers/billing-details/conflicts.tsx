"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useButtonAction } from "@/components/patterns/use-action";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { DateText } from "@/components/ui/date-text";
import { useToast } from "@/components/ui/toast";
import type { BillingDetails } from "@/lib/domain/billing-details/billing-details";
import { type StripeField, type StripeValues, textOf, valuesOf } from "@/lib/domain/billing-details/fields";
import type { Conflict } from "@/lib/features/payers/billing-details/queries";
import { useBillingDetailsActions } from "./billing-details-actions";
import { FieldValue } from "./field-value";

type Props = {
  conflicts: readonly Conflict[];
  details: BillingDetails;
  timeZone: string;
  mayDecide: boolean;
};

/** What was changed here and at Stripe, side by side, with the choice between the two. */
export function Conflicts({ conflicts, details, timeZone, mayDecide }: Props) {
  const t = useTranslations("billingDetails.conflicts");
  if (conflicts.length === 0) return null;
  return (
    <div className="mb-5 grid gap-3">
      <Banner tone="warning" title={t("title", { count: conflicts.length })}>
        {t(mayDecide ? "lead" : "leadReader")}
      </Banner>
      {conflicts.map((conflict) => (
        <OneConflict key={conflict.field} {...{ conflict, details, timeZone, mayDecide }} />
      ))}
    </div>
  );
}

function OneConflict({
  conflict,
  details,
  timeZone,
  mayDecide,
}: Omit<Props, "conflicts"> & { conflict: Conflict }) {
  const t = useTranslations("billingDetails.conflicts");
  const name = useTranslations("billingDetails.fields")(conflict.field);
  const { pending, run } = useButtonAction();
  const actions = useBillingDetailsActions();
  const toast = useToast();
  const { field, theirs } = conflict;
  const decide = (keep: "ours" | "theirs") =>
    run(
      () => actions.resolveBillingDetailConflict({ field, keep, theirs: textOf(field, theirs) }),
      () => toast({ title: t(keep === "ours" ? "keptOurs" : "tookTheirs", { name }) }),
    );
  return (
    <section aria-label={t("of", { name })} className="rounded-lg border border-warn/40 p-4">
      <h3 className="font-semibold">{name}</h3>
      <div className="mt-2 grid gap-4 sm:grid-cols-2">
        <Side
          title={t("here")}
          action={mayDecide && t("keepOurs")}
          label={t("keepOursOf", { name })}
          pending={pending}
          onChoose={() => decide("ours")}
        >
          <Shown field={field} value={valuesOf(details)[field]} />
        </Side>
        <Side
          title={t.rich("there", { date: () => <DateText at={conflict.foundAt} timeZone={timeZone} /> })}
          action={mayDecide && t("takeTheirs")}
          label={t("takeTheirsOf", { name })}
          pending={pending}
          onChoose={() => decide("theirs")}
        >
          <Shown field={field} value={theirs} />
        </Side>
      </div>
    </section>
  );
}

function Shown({ field, value }: { field: StripeField; value: StripeValues[StripeField] }) {
  const t = useTranslations("billingDetails.conflicts");
  return textOf(field, value) === "" ? t("empty") : <FieldValue field={field} value={value} />;
}

type SideProps = {
  title: ReactNode;
  action: string | false;
  label: string;
  pending: boolean;
  onChoose: () => void;
  children: ReactNode;
};

function Side({ title, action, label, pending, onChoose, children }: SideProps) {
  return (
    <div className="flex min-w-0 flex-col items-start gap-2.5">
      <div className="min-w-0 flex-1">
        <p className="text-ink-quiet text-sm">{title}</p>
        <div className="mt-0.5 [overflow-wrap:anywhere]">{children}</div>
      </div>
      {action && (
        <Button size="sm" aria-label={label} pending={pending} onClick={onChoose}>
          {action}
        </Button>
      )}
    </div>
  );
}
