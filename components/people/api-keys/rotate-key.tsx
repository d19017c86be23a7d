"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { FormField } from "@/components/patterns/action-form";
import { FormSheet } from "@/components/patterns/form-sheet";
import { useFormAction } from "@/components/patterns/use-action";
import { Button } from "@/components/ui/button";
import { NativeSelect } from "@/components/ui/native-select";
import type { Result } from "@/lib/domain/errors";
import type { NewApiKey } from "@/lib/features/people/api-keys/write-key";
import { NewKeyDialog } from "./new-key-dialog";

const overlaps = ["0", "24", "72", "168", "720"] as const;

type RotateKeyProps = { name: string; rotate: (overlapHours: number) => Promise<Result<NewApiKey>> };

/** Makes a key's successor, shows its secret once, and says how long the former one goes on. */
export function RotateKey({ name, rotate }: RotateKeyProps) {
  const t = useTranslations("keys");
  const router = useRouter();
  const runAction = useFormAction();
  const [made, setMade] = useState<NewApiKey | null>(null);
  return (
    <>
      <FormSheet
        trigger={
          <Button size="sm" variant="row" aria-label={t("replaceNamed", { name })}>
            {t("replace")}
          </Button>
        }
        title={t("replaceTitle", { name })}
        description={t("replaceLead")}
        submitLabel={t("replaceConfirm")}
        onSubmit={(value) => runAction(() => rotate(Number(value("overlapHours"))), setMade)}
      >
        <FormField name="overlapHours" label={t("overlap")}>
          <NativeSelect defaultValue="72">
            {overlaps.map((hours) => (
              <option key={hours} value={hours}>
                {t(`overlapHours.${hours}`)}
              </option>
            ))}
          </NativeSelect>
        </FormField>
      </FormSheet>
      {made && (
        <NewKeyDialog
          made={made}
          onClose={() => {
            setMade(null);
            router.refresh();
          }}
        />
      )}
    </>
  );
}
