"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { FormField } from "@/components/patterns/action-form";
import { FormSheet } from "@/components/patterns/form-sheet";
import { useButtonAction, useFormAction } from "@/components/patterns/use-action";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toast";
import type { Id } from "@/lib/domain/ids";
import type { assignRep } from "@/lib/features/people/tenants/assign-rep";
import type { TenantRep as TenantRepView } from "@/lib/features/people/tenants/sales-reps";
import { chosenRep, RepSelect } from "./rep-select";

type TenantRepProps = TenantRepView & {
  /** The reader; taking a tenant for oneself needs no sheet. */
  ownId: Id<"user">;
  assign: (input: Parameters<typeof assignRep>[2]) => ReturnType<typeof assignRep>;
};

/** Who looks after the tenant, and handing it over. */
export function TenantRep({ rep, choices, mayRelease, ownId, assign }: TenantRepProps) {
  const t = useTranslations("tenants");
  const runAction = useFormAction();
  const { pending, run } = useButtonAction();
  const toast = useToast();
  const router = useRouter();
  const done = () => {
    toast({ title: t("rep.done") });
    router.refresh();
  };
  const takesOnly = rep === null && choices.length === 1 && choices[0]?.id === ownId;
  return (
    <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1.5">
      <span>
        {rep ? rep.name : <span className="text-ink-quiet">{t("rep.open")}</span>}
        {rep && <span className="block text-ink-quiet text-sm">{rep.email}</span>}
      </span>
      {takesOnly && (
        <Button size="sm" pending={pending} onClick={() => run(() => assign({ salesRepId: ownId }), done)}>
          {t("rep.take")}
        </Button>
      )}
      {!takesOnly && (choices.length > 0 || mayRelease) && (
        <FormSheet
          trigger={<Button size="sm">{t(rep ? "rep.change" : "rep.assign")}</Button>}
          title={t("rep.title")}
          description={t("rep.lead")}
          submitLabel={t("rep.submit")}
          onSubmit={(value) => runAction(() => assign({ salesRepId: chosenRep(value("salesRepId")) }), done)}
        >
          <FormField name="salesRepId" label={t("rep.field")}>
            <RepSelect reps={choices} nobody={mayRelease ? t("bulk.nobody") : undefined} />
          </FormField>
        </FormSheet>
      )}
    </div>
  );
}
