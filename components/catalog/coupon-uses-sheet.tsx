"use client";

import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { sentenceDay } from "@/components/billing/sentence-date";
import { useRefusalText } from "@/components/patterns/refusal";
import { Button } from "@/components/ui/button";
import { DialogClose } from "@/components/ui/dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { Money } from "@/components/ui/money";
import { Sheet } from "@/components/ui/sheet";
import { Loading, SkeletonLines } from "@/components/ui/skeleton";
import { Table, Td, Th } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import type { CouponUse } from "@/lib/features/catalog/coupons/coupon-uses";
import type { CouponView } from "@/lib/features/catalog/coupons/list-coupons";
import type { ReadCouponUses } from "./coupon-sheet";

type Props = { coupon: CouponView; readUses: ReadCouponUses };

/** Who used a coupon, when, and what it took off. */
export function CouponUsesSheet({ coupon, readUses }: Props) {
  const t = useTranslations("catalog.coupons");
  const common = useTranslations("common");
  const say = useRefusalText();
  const [open, setOpen] = useState(false);
  const query = useQuery({
    queryKey: ["coupon-uses", coupon.id],
    queryFn: () => readUses({ id: coupon.id }),
    enabled: open,
    gcTime: 0,
    retry: false,
  });
  const answer = query.data;
  return (
    <Sheet
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button size="sm" variant="row" aria-label={t("usesNamed", { name: coupon.code })}>
          {t("uses")}
        </Button>
      }
      title={t("usesNamed", { name: coupon.code })}
      description={t("usesLead")}
      footer={
        <DialogClose>
          <Button>{common("close")}</Button>
        </DialogClose>
      }
    >
      {answer?.ok ? (
        <Uses uses={answer.value} />
      ) : answer || query.isError ? (
        <ErrorState onRetry={() => query.refetch()} retrying={query.isFetching}>
          {answer && !answer.ok ? say(answer.refusal) : undefined}
        </ErrorState>
      ) : (
        <Loading>
          <SkeletonLines count={4} />
        </Loading>
      )}
    </Sheet>
  );
}

function Uses({ uses }: { uses: readonly CouponUse[] }) {
  const t = useTranslations("catalog.coupons");
  const locale = useLocale();
  if (uses.length === 0) return <EmptyState title={t("unused")}>{t("unusedHint")}</EmptyState>;
  return (
    <Table>
      <caption className="sr-only">{t("uses")}</caption>
      <thead>
        <tr>
          <Th>{t("tenant")}</Th>
          <Th>{t("redeemedOn")}</Th>
          <Th numeric>{t("saved")}</Th>
        </tr>
      </thead>
      <tbody>
        {uses.map(({ tenantSlug, tenantName, redeemedOn, savedMinor, currency, endedAt }) => (
          <tr key={`${tenantSlug} ${redeemedOn}`}>
            <Td>
              <TextLink href={`/console/tenants/${tenantSlug}`}>{tenantName}</TextLink>
              {endedAt && <span className="block text-ink-quiet text-sm">{t("licenseEnded")}</span>}
            </Td>
            <Td>
              <span className="figures">{sentenceDay(redeemedOn, locale)}</span>
            </Td>
            <Td numeric>
              <Money minor={savedMinor} currency={currency} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
