"use client";

import { useTranslations } from "next-intl";
import { useButtonAction } from "@/components/patterns/use-action";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { DateText } from "@/components/ui/date-text";
import { useToast } from "@/components/ui/toast";
import { type FieldStanding, needsConfirmation } from "@/lib/domain/billing-details/field-standing";
import { useBillingDetailsActions } from "./billing-details-actions";

type Props = {
  standing: FieldStanding;
  timeZone: string;
  mayConfirm: boolean;
  /** The field by its name, for the button's label. */
  name: string;
};

/** Who entered a field and who confirmed it; with the button to do so. */
export function Provenance({ standing, timeZone, mayConfirm, name }: Props) {
  const t = useTranslations("billingDetails.provenance");
  return (
    <span className="mt-1 flex flex-wrap items-center gap-x-2.5 gap-y-1 text-ink-quiet text-sm">
      <Said standing={standing} timeZone={timeZone} />
      {mayConfirm && needsConfirmation(standing) && (
        <ConfirmButton standings={[standing]} label={t("confirm")} about={name} />
      )}
    </span>
  );
}

type CommonProps = Pick<Props, "standing" | "timeZone"> & { isForAll: boolean };

/** The same for most fields at once, above them. */
export function CommonProvenance({ standing, timeZone, isForAll }: CommonProps) {
  const t = useTranslations("billingDetails.provenance");
  return (
    <p className="mb-4 flex flex-wrap items-center gap-x-2.5 gap-y-1 border-b pb-3 text-ink-quiet text-sm">
      <Said standing={standing} timeZone={timeZone} />
      {!isForAll && <span>{t("differing")}</span>}
    </p>
  );
}

function Said({ standing, timeZone }: Pick<Props, "standing" | "timeZone">) {
  const t = useTranslations("billingDetails.provenance");
  const { from, by, at, confirmed } = standing;
  return (
    <>
      <span>{t.rich(from, { by, date: () => <DateText at={at} timeZone={timeZone} /> })}</span>
      {needsConfirmation(standing) && <Chip tone="warn">{t("unconfirmed")}</Chip>}
      {confirmed && (
        <Chip tone="good">
          {t.rich("confirmed", {
            by: confirmed.by,
            date: () => <DateText at={confirmed.at} timeZone={timeZone} />,
          })}
        </Chip>
      )}
    </>
  );
}

/** Confirms these fields as they are shown. */
export function ConfirmButton({
  standings,
  label,
  about,
}: {
  standings: readonly FieldStanding[];
  label: string;
  about?: string;
}) {
  const t = useTranslations("billingDetails.provenance");
  const actions = useBillingDetailsActions();
  const { pending, run } = useButtonAction();
  const toast = useToast();
  return (
    <Button
      size="sm"
      pending={pending}
      aria-label={about && t("confirmField", { name: about })}
      onClick={() =>
        run(
          () =>
            actions.confirmBillingDetails({
              fields: standings.map(({ field, at }) => ({ field, enteredAt: at })),
            }),
          () => toast({ title: t("thanks") }),
        )
      }
    >
      {label}
    </Button>
  );
}
