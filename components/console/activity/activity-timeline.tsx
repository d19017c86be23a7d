import { useTranslations } from "next-intl";
import { Timeline } from "@/components/patterns/timeline";
import { TextLink } from "@/components/ui/text-link";
import type { TimelineEntry } from "@/lib/features/console/activity/read-timeline";
import { changesOf, type Fact } from "./changes-of";
import { actionText, actionTone, factText, fieldText, type Reading } from "./words";

/** The audit log of a tenant in words, newest first: who, what, before → after. */
export function ActivityTimeline({
  entries,
  reading,
}: {
  entries: readonly TimelineEntry[];
  reading: Reading;
}) {
  const t = useTranslations("activity");
  const disputes = useTranslations("disputes");
  const side = (field: string, fact: Fact | undefined) =>
    fact === undefined ? undefined : factText(t, field, fact, reading);
  return (
    <Timeline
      timeZone={reading.timeZone}
      entries={entries.map((entry) => ({
        id: entry.id,
        at: entry.at,
        actor: entry.actorName,
        title: actionText(t, entry.action),
        tone: actionTone(entry.action),
        link: entry.dashboardUrl && (
          <TextLink external href={entry.dashboardUrl}>
            {disputes("atStripe")}
          </TextLink>
        ),
        changes: changesOf(entry.before, entry.after).map(({ field, before, after }) => ({
          label: fieldText(t, field, entry.action),
          before: side(field, before),
          after: side(field, after),
        })),
      }))}
    />
  );
}
