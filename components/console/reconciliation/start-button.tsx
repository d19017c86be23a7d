"use client";

import { useTranslations } from "next-intl";
import { useButtonAction } from "@/components/patterns/use-action";
import { useDone } from "@/components/people/use-done";
import { Button } from "@/components/ui/button";
import type { ActionOf } from "@/lib/features/foundation/use-case/use-case";
import type { startReconciliation } from "@/lib/features/stripe/reconciliation/read-reconciliation";

/** Begins a comparison now. */
export function StartButton({ start }: { start: ActionOf<typeof startReconciliation> }) {
  const t = useTranslations("reconciliation");
  const { pending, run } = useButtonAction();
  const done = useDone();
  return (
    <Button
      disabled={pending}
      onClick={() =>
        run(
          () => start({}),
          () => done(t("started")),
        )
      }
    >
      {t("start")}
    </Button>
  );
}
