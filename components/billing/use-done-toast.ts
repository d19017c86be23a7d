"use client";

import { useTranslations } from "next-intl";
import { useToast } from "@/components/ui/toast";

/** Says that an action is done, or that it is stored and Stripe will be told later. */
export function useDoneToast() {
  const t = useTranslations("billing");
  const toast = useToast();
  return (title: string, confirmed = true) =>
    confirmed ? toast({ title }) : toast({ title: t("unconfirmed"), tone: "info" });
}
