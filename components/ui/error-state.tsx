"use client";

import { OctagonAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "./button";
import { cx } from "./cx";

type ErrorStateProps = {
  /** What happened; "This part could not be loaded" if not given. */
  title?: ReactNode;
  children?: ReactNode;
  /** Shows "Try again". */
  onRetry?: () => void;
  retrying?: boolean;
  className?: string;
};

/** Stands where content would be that could not be loaded; keeps its place in the layout. */
export function ErrorState({ title, children, onRetry, retrying, className }: ErrorStateProps) {
  const t = useTranslations();
  return (
    <div role="alert" className={cx("flex flex-col items-center px-6 py-10 text-center", className)}>
      <OctagonAlert aria-hidden="true" className="mb-3 size-6 text-bad" />
      <p className="font-medium">{title ?? t("errors.loadFailed.title")}</p>
      <div className="mt-1 max-w-md text-ink-soft text-sm">{children ?? t("errors.loadFailed.body")}</div>
      {onRetry && (
        <Button className="mt-4" onClick={onRetry} pending={retrying}>
          {t("common.retry")}
        </Button>
      )}
    </div>
  );
}
