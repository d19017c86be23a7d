"use client";

import { useTranslations } from "next-intl";
import { useButtonAction } from "@/components/patterns/use-action";
import { useDone } from "@/components/people/use-done";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import type { Result } from "@/lib/domain/errors";
import type { RegistrationCheck } from "@/lib/features/foundation/seller/check-registration";
import type { registerAtStripe } from "@/lib/features/foundation/seller/register-at-stripe";
import type { ActionOf } from "@/lib/features/foundation/use-case/use-case";

type RegistrationCardProps = {
  /** Null while payments are off: then there are no invoices. */
  check: Result<RegistrationCheck | null>;
  /** Null for readers who change nothing. */
  register: ActionOf<typeof registerAtStripe> | null;
};

/** Whether invoices show the seller's registration number, and what to do if not. */
export function RegistrationCard({ check, register }: RegistrationCardProps) {
  const t = useTranslations("seller.check");
  const { pending, run } = useButtonAction();
  const done = useDone();
  if (check.ok && !check.value) return null;
  const found = check.ok ? check.value : null;
  const mayRegister = register !== null && found?.standing === "missing";
  const title = found
    ? t(found.standing, { number: found.number, registered: found.atStripe.join(", ") })
    : t("unreachable");
  return (
    <Card title={t("title")} description={t("lead")}>
      <Banner
        tone={found?.standing === "agrees" ? "success" : "warning"}
        title={title}
        action={
          mayRegister && (
            <Button pending={pending} onClick={() => run(register, () => done(t("registered")))}>
              {t("register")}
            </Button>
          )
        }
      />
    </Card>
  );
}
