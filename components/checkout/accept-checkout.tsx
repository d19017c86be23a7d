"use client";

import { useTranslations } from "next-intl";
import { useLeaving } from "@/components/billing/use-leaving";
import { ActionForm, FormMessage, SubmitButton } from "@/components/patterns/action-form";
import { useFormAction } from "@/components/patterns/use-action";
import type { Result } from "@/lib/domain/errors";

type Props = { email: string; company: string; accept: () => Promise<Result<{ address: string }>> };

/** One button: the mailed link alone makes nothing, as mail programs follow links too. */
export function AcceptCheckout({ email, company, accept }: Props) {
  const t = useTranslations("checkout.accept");
  const runAction = useFormAction();
  const { leaving, leaveFor } = useLeaving();
  return (
    <>
      <h1 className="font-semibold text-2xl tracking-tight">{t("title")}</h1>
      <p className="mt-3 text-ink-soft [overflow-wrap:anywhere]">{t("lead", { email, company })}</p>
      <ActionForm
        // Not the router: on the way the address sets the session's cookie, and it works once.
        action={() => runAction(accept, ({ address }) => leaveFor(address))}
        className="mt-6 grid gap-4"
      >
        <FormMessage />
        <SubmitButton pending={leaving}>{t("submit", { company })}</SubmitButton>
      </ActionForm>
    </>
  );
}
