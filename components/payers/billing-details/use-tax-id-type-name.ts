"use client";

import { useTranslations } from "next-intl";
import type { Messages } from "@/lib/i18n/messages";

/** A kind of tax id in words where it is well known, else by the abbreviation that its country uses: `RFC`, `NIP`. */
export function useTaxIdTypeName(): (type: string) => string {
  const t = useTranslations("billingDetails.taxKinds");
  return (type) => {
    const key = type as keyof Messages["billingDetails"]["taxKinds"];
    return t.has(key) ? t(key) : type.slice(3).replaceAll("_", " ").toUpperCase();
  };
}
