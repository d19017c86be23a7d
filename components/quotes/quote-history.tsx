import { useTranslations } from "next-intl";
import { Timeline } from "@/components/patterns/timeline";
import { Card } from "@/components/ui/card";
import type { QuoteView } from "@/lib/features/quotes/read";
import { quoteTones } from "./state-chip";

/** Who moved the quote to which state, newest first. */
export function QuoteHistory({ quote }: { quote: QuoteView }) {
  const t = useTranslations("quotes.history");
  const entries = quote.history.toReversed().map(({ state, at, actorName, note, onPaper }) => ({
    id: `${at} ${state}`,
    at,
    actor: actorName,
    title: t(onPaper ? "acceptedOnPaper" : state),
    tone: quoteTones[state],
    ...(note ? { changes: [{ label: t("note"), after: note }] } : {}),
  }));
  return (
    <Card title={t("title")}>
      <Timeline entries={entries} timeZone={quote.tenant.timeZone} />
    </Card>
  );
}
