import { ChevronLeft, ChevronRight } from "lucide-react";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { formatNumber } from "@/lib/i18n/format";
import { cx } from "./cx";

type PaginationProps = {
  /** Position of the first row shown, counted from 1; 0 when there are none. */
  from: number;
  to: number;
  total: number;
  /** Addresses of the neighbouring pages; absent at the ends. */
  previousHref?: string;
  nextHref?: string;
};

/** "1–50 of 1,204" and the way to the neighbours. */
export function Pagination({ from, to, total, previousHref, nextHref }: PaginationProps) {
  const t = useTranslations("common.table");
  const locale = useLocale();
  const [first, last, all] = [from, to, total].map((value) => formatNumber(value, locale));
  return (
    <nav aria-label={t("pages")} className="flex items-center justify-end gap-2">
      <span className="figures mr-1 text-ink-quiet text-sm">
        {t("range", { from: first ?? "", to: last ?? "", total: all ?? "" })}
      </span>
      <Step href={previousHref} label={t("previous")} rel="prev">
        <ChevronLeft aria-hidden="true" className="size-4" />
      </Step>
      <Step href={nextHref} label={t("next")} rel="next">
        <ChevronRight aria-hidden="true" className="size-4" />
      </Step>
    </nav>
  );
}

function Step({
  href,
  label,
  rel,
  children,
}: {
  href?: string;
  label: string;
  rel: string;
  children: ReactNode;
}) {
  const look =
    "grid size-8 place-items-center rounded-md border border-outline/60 bg-surface pointer-coarse:size-11";
  if (!href)
    return (
      <span aria-hidden="true" className={cx(look, "text-ink-quiet opacity-45")}>
        {children}
      </span>
    );
  return (
    <Link
      href={href}
      rel={rel}
      aria-label={label}
      scroll={false}
      className={cx(look, "transition-colors hover:border-outline hover:bg-wash")}
    >
      {children}
    </Link>
  );
}
