import { type ActivityKind, isActivityKind } from "@/lib/domain/activity/kinds";

/** The part of the timeline's state that its address keeps. */
export type TimelineQuery = { kind?: ActivityKind; actor?: string; before?: string };

/** Reads it from an address, which anybody can type. Values that are not valid are left out. */
export function readTimelineQuery(asked: Record<string, string | string[] | undefined>): TimelineQuery {
  const value = (name: string) => [asked[name]].flat()[0];
  const [kind, actor, before] = [value("kind"), value("actor"), value("before")];
  const isCursor = /^\d{4}-\d\d-\d\dT[\d:.]+Z_aud_[0-9a-z]{8,40}$/.test(before ?? "");
  return {
    kind: isActivityKind(kind) ? kind : undefined,
    actor: actor && /^(user|key|system):[\w-]{1,80}$/.test(actor) ? actor : undefined,
    before: isCursor ? before : undefined,
  };
}

export function timelineHref(path: string, { kind, actor, before }: TimelineQuery): string {
  const query = new URLSearchParams();
  if (kind) query.set("kind", kind);
  if (actor) query.set("actor", actor);
  if (before) query.set("before", before);
  return query.size > 0 ? `${path}?${query}` : path;
}
