"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { useFormAction } from "@/components/patterns/use-action";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toast";
import type { Result } from "@/lib/domain/errors";

type RevokeKeyProps = { name: string; revoke: () => Promise<Result<unknown>> };

/** Ends a key after a question: what uses it stops at once. */
export function RevokeKey({ name, revoke }: RevokeKeyProps) {
  const t = useTranslations("keys");
  const router = useRouter();
  const toast = useToast();
  const runAction = useFormAction();
  return (
    <ConfirmDialog
      trigger={
        <Button size="sm" variant="row" aria-label={t("revokeNamed", { name })}>
          {t("revoke")}
        </Button>
      }
      title={t("revokeTitle", { name })}
      confirmLabel={t("revokeConfirm")}
      danger
      onConfirm={() =>
        runAction(revoke, () => {
          toast({ title: t("revokedNamed", { name }) });
          router.refresh();
        })
      }
    >
      {t("revokeBody")}
    </ConfirmDialog>
  );
}
