import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import { cx } from "@/components/ui/cx";

/** Facts with their names, ruled like a ledger. Fill it with KeyValue. */
export function KeyValueList({ className, children }: { className?: string; children: ReactNode }) {
  return <dl className={cx("divide-y", className)}>{children}</dl>;
}

type KeyValueProps = {
  label: string;
  /** Offers to copy this text. */
  copy?: string;
  /** Figures of one width: ids, dates, amounts. */
  figures?: boolean;
  /** At the right end: the action for this one fact. */
  action?: ReactNode;
  /** Nothing at all reads "Not entered yet". */
  children?: ReactNode;
};

export function KeyValue({ label, copy, figures, action, children }: KeyValueProps) {
  const t = useTranslations("common");
  const empty = children === undefined || children === null || children === "";
  return (
    <div className="flex flex-wrap items-baseline gap-x-4 gap-y-0.5 py-2.5 first:pt-0 last:pb-0">
      <dt className="shrink-0 basis-52 text-ink-quiet">{label}</dt>
      <dd
        className={cx(
          "flex min-w-0 flex-1 basis-44 items-center gap-1 break-words [overflow-wrap:anywhere]",
          figures && "figures",
        )}
      >
        {empty ? (
          <span className="text-ink-quiet">{t("notSet")}</span>
        ) : (
          <span className="min-w-0">{children}</span>
        )}
        {copy && (
          <span className="-my-1.5 shrink-0">
            <CopyButton text={copy} label={label} />
          </span>
        )}
        {action && <span className="-my-1 ml-auto shrink-0 self-start pl-3">{action}</span>}
      </dd>
    </div>
  );
}
