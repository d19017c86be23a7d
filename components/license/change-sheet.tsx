"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import {
  type ShownPreview,
  useBillingActions,
  type WantedChange,
} from "@/components/billing/billing-actions";
import { useRefusalText } from "@/components/patterns/refusal";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { DialogClose } from "@/components/ui/dialog";
import { ErrorState } from "@/components/ui/error-state";
import { Sheet, SheetColumns } from "@/components/ui/sheet";
import { Loading, Skeleton, SkeletonLines } from "@/components/ui/skeleton";
import { succeeded } from "@/lib/domain/errors";
import type { PlanOption } from "@/lib/features/billing/dashboard/plan-options";
import { ChangeChoice } from "./change-choice";
import { ChangeEffect } from "./change-effect";
import { useChangeWords } from "./use-change-words";
import { useConfirmChange } from "./use-confirm-change";

type Props = {
  /** The chosen plan and interval; null while the sheet is closed. */
  wanted: WantedChange | null;
  option: PlanOption | null;
  timeZone: string;
  onClose: () => void;
};

/** Shows exactly what a change does and costs, and confirms exactly that. */
export function ChangeSheet({ wanted, option, timeZone, onClose }: Props) {
  // The content stays while the sheet closes.
  const [kept, setKept] = useState({ wanted, option });
  if (wanted && (wanted.planKey !== kept.wanted?.planKey || wanted.interval !== kept.wanted.interval))
    setKept({ wanted, option });
  return (
    kept.wanted && (
      <OpenChangeSheet
        key={`${kept.wanted.planKey} ${kept.wanted.interval}`}
        open={wanted !== null}
        wanted={kept.wanted}
        option={kept.option}
        timeZone={timeZone}
        onClose={onClose}
      />
    )
  );
}

function OpenChangeSheet({
  open,
  wanted,
  option,
  timeZone,
  onClose,
}: Props & { open: boolean; wanted: WantedChange }) {
  const t = useTranslations("plans.change");
  const locale = useLocale();
  const actions = useBillingActions();
  const queries = useQueryClient();
  const say = useRefusalText();
  const words = useChangeWords(timeZone);
  const queryKey = ["preview", actions.plansHref, wanted.planKey, wanted.interval];
  const query = useQuery({
    queryKey,
    queryFn: ({ signal }) => actions.readPreview(wanted, signal),
    enabled: open,
    // A shown price stays as it is until it is confirmed or the sheet is opened again.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });
  const shown: ShownPreview | null = query.data?.ok ? query.data.value : null;
  const refusal = query.data?.ok === false ? query.data.refusal : null;
  const isUnreachable = refusal?.code === "stripe_unreachable";
  const confirmation = useConfirmChange({
    timeZone,
    onNewPreview: (anew) => queries.setQueryData(queryKey, succeeded(anew)),
    onPreviewLost: () => queries.resetQueries({ queryKey }),
  });
  const preview = shown?.preview;
  const plan = preview ? words.target(preview) : (option?.name[locale] ?? wanted.planKey);

  return (
    <Sheet
      size="wide"
      reading
      open={open}
      onOpenChange={(next) => !next && !confirmation.pending && onClose()}
      title={preview ? t(`titles.${preview.kind}`, { plan }) : plan}
      description={t("lead")}
      footer={
        <>
          <DialogClose>
            <Button disabled={confirmation.pending}>{t("keep")}</Button>
          </DialogClose>
          {(shown || query.isFetching) && (
            <Button
              variant="primary"
              pending={confirmation.pending}
              disabled={!shown}
              onClick={() => shown && confirmation.confirm(shown)}
            >
              {preview ? words.button(preview) : t("asking")}
            </Button>
          )}
        </>
      }
    >
      <div className="grid gap-4">
        {confirmation.notice && (
          <Banner tone={confirmation.notice.tone} announce title={confirmation.notice.text} />
        )}
        {preview ? (
          <SheetColumns
            choice={<ChangeChoice preview={preview} option={option} timeZone={timeZone} />}
            effect={<ChangeEffect preview={preview} timeZone={timeZone} />}
          />
        ) : refusal ? (
          <ErrorState
            title={isUnreachable ? t("notLoaded") : t("refused")}
            onRetry={isUnreachable ? () => query.refetch() : undefined}
            retrying={query.isFetching}
          >
            {say(refusal)}
          </ErrorState>
        ) : query.isError ? (
          <ErrorState title={t("notLoaded")} onRetry={() => query.refetch()} retrying={query.isFetching} />
        ) : (
          <PreviewSkeleton />
        )}
      </div>
    </Sheet>
  );
}

function PreviewSkeleton() {
  return (
    <Loading>
      <SheetColumns
        choice={<SkeletonLines count={5} />}
        effect={
          <div className="grid gap-4">
            <Skeleton className="h-5 w-40" />
            <SkeletonLines count={4} />
            <Skeleton className="h-6" />
          </div>
        }
      />
    </Loading>
  );
}
