"use client";

import { useLocale, useTranslations } from "next-intl";
import { Chip } from "@/components/ui/chip";
import type { Tone } from "@/components/ui/tone";
import type { Address, PaymentTerms } from "@/lib/domain/billing-details/billing-details";
import type { DetailField, FieldValues } from "@/lib/domain/billing-details/fields";
import type { TaxId } from "@/lib/domain/billing-details/tax-ids/tax-id";
import { addressLines } from "./address-lines";
import { countryName } from "./countries";
import { useTaxIdTypeName } from "./use-tax-id-type-name";

type Props = {
  field: DetailField;
  value: FieldValues[DetailField];
  /** What an authority said of each tax id. */
  verifications?: Readonly<Record<string, string>>;
};

/** One field of the billing details as people read it. */
export function FieldValue({ field, value, verifications = {} }: Props) {
  const t = useTranslations("billingDetails");
  switch (field) {
    case "address":
      return <AddressText address={value as Address} />;
    case "taxIds":
      return <TaxIds taxIds={value as TaxId[]} verifications={verifications} />;
    case "ccEmails":
      return (value as string[]).map((address) => (
        <span key={address} className="block">
          {address}
        </span>
      ));
    case "invoiceLanguage":
      return value === "" ? null : t(`languages.${value as "en" | "ja"}`);
    case "paymentTerms": {
      const { days, text } = value as PaymentTerms;
      return (
        <>
          {days !== null && <span className="block">{t("withinDays", { days })}</span>}
          {text}
        </>
      );
    }
    case "memo":
      return <span className="whitespace-pre-line">{value as string}</span>;
    default:
      return value as string;
  }
}

function AddressText({ address }: { address: Address }) {
  const locale = useLocale();
  return (
    <>
      {addressLines(address, locale).map((line) => (
        <span key={line} className="block">
          {line}
        </span>
      ))}
      {/* Server and browser may know a country by slightly different names. */}
      <span className="block" suppressHydrationWarning>
        {address.country && countryName(address.country, locale)}
      </span>
    </>
  );
}

const tones: Record<string, Tone> = { verified: "good", unverified: "bad", pending: "info" };

function TaxIds({
  taxIds,
  verifications,
}: {
  taxIds: TaxId[];
  verifications: Readonly<Record<string, string>>;
}) {
  const t = useTranslations("billingDetails.verification");
  const nameOf = useTaxIdTypeName();
  return taxIds.map(({ type, value }) => {
    const status = verifications[value] as "verified" | "unverified" | "pending" | undefined;
    const tone = status && tones[status];
    return (
      <span key={`${type} ${value}`} className="flex flex-wrap items-baseline gap-x-2">
        <span className="figures">{value}</span>
        <span className="text-ink-quiet text-sm">{nameOf(type)}</span>
        {tone && <Chip tone={tone}>{t(status)}</Chip>}
      </span>
    );
  });
}
