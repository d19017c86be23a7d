"use client";

import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import {
  type ShownPreview,
  useBillingActions,
  type WantedChange,
} from "@/components/billing/billing-actions";
import { ruleText, useRefusalText } from "@/components/patterns/refusal";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { DialogClose } from "@/components/ui/dialog";
import { ErrorState } from "@/components/ui/error-state";
import { Sheet, SheetColumns } from "@/components/ui/sheet";
import { Loading, Skeleton, SkeletonLines } from "@/components/ui/skeleton";
import { type Refusal, succeeded } from "@/lib/domain/errors";
import type { PlanOption } from "@/lib/features/billing/dashboard/plan-options";
import type { ChangePreview } from "@/lib/features/license/plan-change/preview-change";
import { ChangeChoice } from "./change-choice";
import { ChangeCoupon, type TypedCoupon } from "./change-coupon";
import { ChangeEffect } from "./change-effect";
import { ChangeQuantities, type TypedQuantities } from "./change-quantities";
import { useChangeWords } from "./use-change-words";
import { useConfirmChange } from "./use-confirm-change";

type Props = {
  /** The chosen plan and interval; null while the sheet is closed. */
  wanted: WantedChange | null;
  option: PlanOption | null;
  /** What the sheet opens with, for who comes from a hosted checkout. */
  begun: BegunChange | null;
  onClose: () => void;
};

/** What somebody was sent here to buy. They may change it before they confirm. */
export type BegunChange = TypedQuantities & { couponCode: string; checkoutId: string };

/** Shows exactly what a change does and costs, and confirms exactly that. */
export function ChangeSheet({ wanted, option, begun, onClose }: Props) {
  // The content stays while the sheet closes.
  const [kept, setKept] = useState({ wanted, option, begun });
  if (wanted && (wanted.planKey !== kept.wanted?.planKey || wanted.interval !== kept.wanted.interval))
    setKept({ wanted, option, begun });
  return (
    kept.wanted && (
      <OpenChangeSheet
        key={`${kept.wanted.planKey} ${kept.wanted.interval}`}
        open={wanted !== null}
        wanted={kept.wanted}
        option={kept.option}
        begun={kept.begun}
        onClose={onClose}
      />
    )
  );
}

function OpenChangeSheet({
  open,
  wanted,
  option,
  begun,
  onClose,
}: Props & { open: boolean; wanted: WantedChange }) {
  const t = useTranslations("plans.change");
  const locale = useLocale();
  const actions = useBillingActions();
  const queries = useQueryClient();
  const say = useRefusalText();
  const words = useChangeWords();
  const [typed, setTyped] = useState<TypedQuantities | null>(begun);
  const code = begun?.couponCode ?? "";
  const [coupon, setCoupon] = useState<TypedCoupon>({ code, asked: code });
  const asked = {
    ...wanted,
    ...(typed ? quantitiesOf(typed) : {}),
    ...(coupon.asked === "" ? {} : { couponCode: coupon.asked }),
  };
  const queryKey = ["preview", actions.plansHref, asked];
  const query = useQuery({
    queryKey,
    queryFn: ({ signal }) => actions.readPreview(asked, signal),
    enabled: open,
    // The last price stays in sight while the next one is calculated.
    placeholderData: keepPreviousData,
    // A shown price stays as it is until it is confirmed or the sheet is opened again.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });
  const answer = query.data;
  const refusal = answer?.ok === false ? answer.refusal : null;
  // While something typed is refused, the fields stay, and there is no price to confirm.
  const [last, setLast] = useState<ShownPreview | null>(null);
  if (answer?.ok && answer.value !== last) setLast(answer.value);
  const isTyping = last !== null && refusal?.code === "invalid_input";
  const shown = answer?.ok ? answer.value : isTyping ? last : null;
  const isOutdated = query.isPlaceholderData || isTyping;
  const problems = useFieldProblems(refusal);
  const isUnreachable = refusal?.code === "stripe_unreachable";
  const confirmation = useConfirmChange({
    checkoutId: begun?.checkoutId,
    onNewPreview: (anew) => queries.setQueryData(queryKey, succeeded(anew)),
    onPreviewLost: () => queries.resetQueries({ queryKey }),
  });
  const preview = shown?.preview;

  return (
    <Sheet
      size="wide"
      reading
      open={open}
      onOpenChange={(next) => !next && !confirmation.pending && onClose()}
      title={preview ? words.title(preview) : (option?.name[locale] ?? wanted.planKey)}
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
              disabled={!shown || isOutdated || preview?.kind === "same"}
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
            choice={
              <ChangeChoice preview={preview} option={option}>
                {option && (
                  <ChangeQuantities
                    definition={option.definition}
                    interval={wanted.interval}
                    value={typed ?? typedOf(preview)}
                    onChange={setTyped}
                    problems={problems}
                  />
                )}
                {(preview.kind === "purchase" || preview.kind === "upgrade" || coupon.code !== "") && (
                  <ChangeCoupon
                    value={coupon}
                    onChange={setCoupon}
                    appliedName={isOutdated ? null : (preview.coupon?.name[locale] ?? null)}
                    problem={problems.couponCode}
                  />
                )}
              </ChangeChoice>
            }
            effect={
              isTyping && refusal ? (
                <Banner tone="danger" announce title={say(refusal)} />
              ) : (
                <div aria-busy={query.isPlaceholderData}>
                  <ChangeEffect preview={preview} />
                </div>
              )
            }
          />
        ) : refusal ? (
          <ErrorState
            title={isUnreachable ? t("notLoaded") : t("refused")}
            onRetry={isUnreachable ? () => query.refetch() : undefined}
            retrying={query.isFetching}
          >
            {Object.keys(problems).length > 0 ? Object.values(problems).join(" ") : say(refusal)}
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

/** What was typed, as it is asked. An empty field of seats asks for none, which the plan's minimum refuses by name. */
const quantitiesOf = ({ seats, addons }: TypedQuantities) => ({
  ...(seats === "" ? {} : { seats: Number(seats) }),
  addons,
});

const typedOf = ({ seats, addons }: ChangePreview): TypedQuantities => ({ seats: String(seats), addons });

/** The refused fields and what is wrong with each, in words. */
function useFieldProblems(refusal: Refusal | null): Record<string, string> {
  const errors = useTranslations("errors");
  const fields = refusal?.code === "invalid_input" ? (refusal.fields ?? []) : [];
  return Object.fromEntries(fields.map((field) => [field.field, ruleText(errors, field)]));
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
