"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { TextInput } from "@/components/ui/text-input";

/** What stands in the field, and the code that the price beside it was asked with (empty: none). */
export type TypedCoupon = { code: string; asked: string };

type Props = {
  value: TypedCoupon;
  onChange: (value: TypedCoupon) => void;
  /** The name of the coupon that the shown price has. */
  appliedName: string | null;
  /** Why the asked code does not hold. */
  problem: string | undefined;
};

/**
 * A coupon code. The price is asked when the code is complete: by the button, by Enter, or when the field is left, so
 * that nobody pays without a code that was typed. While it is typed anew, the price is that without a coupon.
 */
export function ChangeCoupon({ value: { code, asked }, onChange, appliedName, problem }: Props) {
  const t = useTranslations("plans.coupon");
  const typed = code.trim();
  const isApplied = appliedName !== null && typed === asked;
  const ask = () => typed !== asked && onChange({ code, asked: typed });
  return (
    <div className="flex items-start gap-2">
      <Field
        label={t("label")}
        hint={isApplied ? <span role="status">{t("applied", { name: appliedName })}</span> : t("hint")}
        error={problem}
        optional
        className="min-w-0 max-w-80 flex-1"
      >
        <TextInput
          value={code}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={60}
          className="font-mono uppercase"
          onValueChange={(text) => onChange({ code: text, asked: text.trim() === asked ? asked : "" })}
          onBlur={ask}
          onKeyDown={(event) => {
            if (event.key === "Enter" && !event.nativeEvent.isComposing) ask();
          }}
        />
      </Field>
      {isApplied ? (
        <Button className="mt-7" onClick={() => onChange({ code: "", asked: "" })}>
          {t("remove")}
        </Button>
      ) : (
        <Button className="mt-7" disabled={typed === "" || typed === asked} onClick={ask}>
          {t("apply")}
        </Button>
      )}
    </div>
  );
}
