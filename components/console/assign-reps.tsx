"use client";

import { UserRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { FormField } from "@/components/patterns/action-form";
import { FormSheet } from "@/components/patterns/form-sheet";
import { useFormAction } from "@/components/patterns/use-action";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toast";
import type { Id } from "@/lib/domain/ids";
import type { ActionOf } from "@/lib/features/foundation/use-case/use-case";
import type { assignReps } from "@/lib/features/people/tenants/assign-reps";
import type { Rep } from "@/lib/features/people/tenants/sales-reps";
import { chosenRep, RepSelect } from "./rep-select";

export type AssignRepsAction = ActionOf<typeof assignReps>;

type AssignRepsProps = {
  tenantIds: Id<"tenant">[];
  reps: readonly Rep[];
  assign: AssignRepsAction;
  onClear: () => void;
};

/** What can be done with the chosen tenants; stays in sight at the foot of the window. */
export function AssignReps({ tenantIds, reps, assign, onClear }: AssignRepsProps) {
  const t = useTranslations("tenants.bulk");
  const runAction = useFormAction();
  const toast = useToast();
  const count = tenantIds.length;
  return (
    <section
      aria-label={t("label")}
      className="sticky bottom-[calc(3.5rem+env(safe-area-inset-bottom))] z-10 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-b-lg border-t bg-raised px-5 py-3 shadow-popup sm:px-6 lg:bottom-0"
    >
      <p role="status" className="figures font-medium">
        {t("chosen", { count })}
      </p>
      <div className="ml-auto flex gap-2">
        <Button variant="quiet" onClick={onClear}>
          {t("clear")}
        </Button>
        <FormSheet
          trigger={
            <Button variant="primary" icon={<UserRound aria-hidden="true" />}>
              {t("assign")}
            </Button>
          }
          title={t("title", { count })}
          description={t("lead")}
          submitLabel={t("submit", { count })}
          onSubmit={(value) =>
            runAction(
              () => assign({ tenantIds, salesRepId: chosenRep(value("salesRepId")) }),
              ({ changed, unchanged }) => {
                toast({ title: t("done", { changed }), description: t("same", { unchanged }) || undefined });
                onClear();
              },
            )
          }
        >
          <FormField name="salesRepId" label={t("rep")}>
            <RepSelect reps={reps} nobody={t("nobody")} />
          </FormField>
        </FormSheet>
      </div>
    </section>
  );
}
