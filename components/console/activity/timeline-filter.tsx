"use client";

import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { Select } from "@/components/ui/select";
import { type ActivityKind, activityKindNames } from "@/lib/domain/activity/kinds";
import type { TimelineActor } from "@/lib/features/console/activity/read-timeline";

const everything = "all";

/** Narrows the timeline to a kind and a person; both stand in the address. */
export function TimelineFilter({
  kind,
  actor,
  actors,
}: {
  kind: ActivityKind | undefined;
  actor: string | undefined;
  actors: readonly TimelineActor[];
}) {
  const t = useTranslations("timeline");
  const router = useRouter();
  const pathname = usePathname();
  const current = useSearchParams();
  const [pending, startChange] = useTransition();

  function change(name: "kind" | "actor", value: string) {
    const next = new URLSearchParams(current);
    // Another choice starts again at the newest entry.
    next.delete("before");
    if (value === everything) next.delete(name);
    else next.set(name, value);
    startChange(() => router.replace(next.size > 0 ? `${pathname}?${next}` : pathname, { scroll: false }));
  }

  return (
    <div aria-busy={pending} className="flex flex-wrap gap-2">
      <div className="w-40">
        <Select
          aria-label={t("kind")}
          value={kind ?? everything}
          onValueChange={(value) => change("kind", value)}
          options={[
            { value: everything, label: t("everything") },
            ...activityKindNames.map((name) => ({ value: name, label: t(`kinds.${name}`) })),
          ]}
        />
      </div>
      <div className="w-40">
        <Select
          aria-label={t("actor")}
          value={actor ?? everything}
          onValueChange={(value) => change("actor", value)}
          options={[
            { value: everything, label: t("everybody") },
            ...actors.map(({ actor: id, name }) => ({ value: id, label: name })),
          ]}
        />
      </div>
    </div>
  );
}
