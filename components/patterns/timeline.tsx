import { ArrowRight } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { cx } from "@/components/ui/cx";
import { DateText } from "@/components/ui/date-text";
import { EmptyState } from "@/components/ui/empty-state";
import type { Tone } from "@/components/ui/tone";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import type { Instant } from "@/lib/i18n/format";

export type TimelineEntry = {
  id: string;
  at: Instant;
  /** Who did it, and on whose behalf: "Sato (sales) for Acme". */
  actor: ReactNode;
  /** What was done: "Reserved a downgrade". */
  title: ReactNode;
  /** One line per thing that changed; without `before` it is new. */
  changes?: readonly { label: string; before?: ReactNode; after?: ReactNode }[];
  tone?: Tone;
  /** A link to the thing itself. */
  link?: ReactNode;
};

const dots: Record<Tone, string> = {
  neutral: "border-outline bg-surface",
  info: "border-action-fill bg-action-fill",
  good: "border-good-bar bg-good-bar",
  warn: "border-warn-bar bg-warn-bar",
  bad: "border-bad-bar bg-bad-bar",
};

/** What happened, newest first: actor, time, before → after. */
export function Timeline({ entries, timeZone }: { entries: readonly TimelineEntry[]; timeZone: string }) {
  const t = useTranslations("common.timeline");
  if (entries.length === 0) return <EmptyState title={t("empty")} />;
  return (
    <ol>
      {entries.map((entry) => (
        <li
          key={entry.id}
          className="group relative grid grid-cols-[1rem_minmax(0,1fr)] gap-x-3 pb-6 last:pb-0"
        >
          <span
            aria-hidden="true"
            className="absolute top-4 bottom-0 left-[0.4375rem] w-0.5 bg-line group-last:hidden"
          />
          <span
            aria-hidden="true"
            className={cx(
              "relative mt-1.5 size-2.5 justify-self-center rounded-full border-2",
              dots[entry.tone ?? "neutral"],
            )}
          />
          <div className="min-w-0">
            <p className="font-medium">{entry.title}</p>
            <p className="mt-0.5 text-ink-quiet text-sm">
              {entry.actor} ·{" "}
              <DateText at={entry.at} timeZone={timeZone} format="dateTime" className="figures" />
              {entry.link && <> · {entry.link}</>}
            </p>
            <div className="mt-1.5 flex flex-wrap gap-x-7 gap-y-1 empty:hidden">
              {entry.changes?.map((change) => (
                <p key={change.label} className="flex flex-wrap items-baseline gap-x-2 text-sm">
                  <span className="text-ink-quiet">{change.label}</span>
                  {change.before !== undefined && (
                    <>
                      <Side name={t("before")} quiet>
                        {change.before}
                      </Side>
                      <ArrowRight aria-hidden="true" className="size-3.5 self-center text-ink-quiet" />
                    </>
                  )}
                  <Side name={t("after")}>{change.after}</Side>
                </p>
              ))}
            </div>
          </div>
        </li>
      ))}
    </ol>
  );
}

function Side({ name, quiet, children }: { name: string; quiet?: boolean; children: ReactNode }) {
  return (
    <span
      className={cx(
        "figures [overflow-wrap:anywhere]",
        quiet ? "text-ink-soft" : "font-medium",
        quiet && children !== undefined && "line-through decoration-ink-quiet/50",
      )}
    >
      <VisuallyHidden>{name}: </VisuallyHidden>
      {children ?? "–"}
    </span>
  );
}
