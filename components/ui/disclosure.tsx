import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "./cx";

type DisclosureProps = { summary: ReactNode; defaultOpen?: boolean; className?: string; children: ReactNode };

/** Keeps an explanation one click away. Plain HTML: works before scripts, and find-in-page opens it. */
export function Disclosure({ summary, defaultOpen, className, children }: DisclosureProps) {
  return (
    <details open={defaultOpen} className={cx("group/disclosure", className)}>
      <summary className="-ml-1 inline-flex min-h-7 list-none items-center gap-1 rounded-md py-0.5 pr-2 pl-1 font-medium text-action hover:text-action-strong">
        <ChevronRight
          aria-hidden="true"
          className="size-4 shrink-0 transition-transform group-open/disclosure:rotate-90"
        />
        {summary}
      </summary>
      <div className="mt-1.5 mb-1 ml-1 border-l-2 pl-4 text-ink-soft">{children}</div>
    </details>
  );
}
