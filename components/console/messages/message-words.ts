import type { useTranslations } from "next-intl";
import type { Tone } from "@/components/ui/tone";
import type { MessageRow } from "@/lib/features/console/messages/message-view";

export const toneOf: Record<MessageRow["state"], Tone> = {
  pending: "info",
  done: "good",
  refused: "bad",
  set_aside: "warn",
  skipped: "neutral",
  replaced: "neutral",
};

type Words = ReturnType<typeof useTranslations<"messages">>;

/** What a message is: an operation in words, a type of Stripe's events as Stripe writes it. */
export function kindText(t: Words, { kind }: Pick<MessageRow, "kind">): string {
  const key = `operations.${kind.replaceAll(".", "_")}` as Parameters<Words>[0];
  if (t.has(key)) return t(key);
  return kind || t("unnamed");
}

/** When it is tried again, as one says it. */
export function nextText(t: Words, seconds: number): string {
  if (seconds === 0) return t("nextNow");
  return seconds < 90 ? t("next", { seconds }) : t("nextMinutes", { minutes: Math.round(seconds / 60) });
}
