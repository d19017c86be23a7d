"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { FormSheet } from "@/components/patterns/form-sheet";
import { useFormAction } from "@/components/patterns/use-action";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { useBillingActions } from "./billing-actions";
import { MemberChoice } from "./member-choice";
import { useDoneToast } from "./use-done-toast";

/** Chooses another payment administrator among the tenant's members, who are read when the sheet opens. */
export function ChangeAdministratorSheet() {
  const t = useTranslations("billing.administrator");
  const actions = useBillingActions();
  const [opened, setOpened] = useState(false);
  const members = useQuery({
    queryKey: ["members", actions.billingHref],
    queryFn: ({ signal }) => actions.readMembers(signal),
    enabled: opened,
  });
  const runAction = useFormAction();
  const done = useDoneToast();
  const people = members.data?.ok ? members.data.value.members : null;

  return (
    <FormSheet
      trigger={<Button size="sm">{t("change")}</Button>}
      title={t("sheetTitle")}
      description={t("sheetLead")}
      submitLabel={t("submit")}
      notReady={!people}
      onOpen={() => {
        setOpened(true);
        if (opened) members.refetch();
      }}
      onSubmit={(value) => {
        const userId = value("userId");
        const name = people?.find((person) => person.id === userId)?.name ?? "";
        return runAction(
          () => actions.changePaymentAdministrator({ userId }),
          ({ changed }) => changed && done(t("changed", { name })),
        );
      }}
    >
      {people ? (
        <MemberChoice people={people} />
      ) : members.isPending ? (
        <Loading className="grid gap-2">
          <Skeleton className="h-16 rounded-lg" />
          <Skeleton className="h-16 rounded-lg" />
          <Skeleton className="h-16 rounded-lg" />
        </Loading>
      ) : (
        <ErrorState onRetry={() => members.refetch()} retrying={members.isFetching} />
      )}
    </FormSheet>
  );
}
