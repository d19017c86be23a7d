"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { FormField } from "@/components/patterns/action-form";
import { FormSheet } from "@/components/patterns/form-sheet";
import { useFormAction } from "@/components/patterns/use-action";
import { Button } from "@/components/ui/button";
import { TextInput } from "@/components/ui/text-input";
import { useToast } from "@/components/ui/toast";
import type { setProductId } from "@/lib/features/catalog/products/set-product-id";
import type { ActionOf } from "@/lib/features/foundation/use-case/use-case";
import type { NamedById } from "./product-ids-table";

type Props = { named: NamedById; setId: ActionOf<typeof setProductId> };

/** Chooses the id of one product or add-on; an empty one is made of keys again. */
export function ProductIdSheet({ named, setId }: Props) {
  const t = useTranslations("catalog.productIds");
  const common = useTranslations("common");
  const locale = useLocale();
  const router = useRouter();
  const toast = useToast();
  const runAction = useFormAction();
  // Only ids that are made of keys have a dot.
  const chosen = named.id.includes(".") ? "" : named.id;
  return (
    <FormSheet
      trigger={
        <Button size="sm" aria-label={t("changeOf", { name: named.name[locale] })}>
          {t("change")}
        </Button>
      }
      title={t("changeOf", { name: named.name[locale] })}
      description={t("sheetLead")}
      submitLabel={t("save")}
      onSubmit={(value) =>
        runAction<unknown>(
          () => setId({ ...named.target, externalId: value("externalId") }),
          () => {
            toast({ title: common("saved") });
            router.refresh();
          },
        )
      }
    >
      <FormField name="externalId" label={t("id")} hint={t("idHint")}>
        <TextInput defaultValue={chosen} maxLength={80} spellCheck={false} autoComplete="off" />
      </FormField>
    </FormSheet>
  );
}
