import { useTranslations } from "next-intl";
import { Timeline } from "@/components/patterns/timeline";
import { Card } from "@/components/ui/card";
import { TextLink } from "@/components/ui/text-link";
import type { QuoteStep, QuoteView } from "@/lib/features/console/quotes/overview/read-quote";
import { quoteTones } from "./quote-state-chip";

/** Who moved the quote to which state, newest first; where another quote took its place, or gave it up, with the way there. */
export function QuoteHistory({ quote, base }: { quote: QuoteView; base: string }) {
  const t = useTranslations("quotes.history");
  const { replaces, replacedBy } = quote;
  const titleOf = ({ state, onPaper }: QuoteStep) => {
    if (onPaper) return t("acceptedOnPaper");
    return state === "draft" && replaces ? t("revisionBegun") : t(state);
  };
  const linkOf = ({ state }: QuoteStep) => {
    const other = state === "replaced" ? replacedBy : state === "draft" ? replaces : null;
    return other?.number ? (
      <TextLink href={`${base}/${other.id}`} className="figures whitespace-nowrap">
        {other.number}
      </TextLink>
    ) : undefined;
  };
  const entries = quote.history.toReversed().map((step) => ({
    id: `${step.at} ${step.state}`,
    at: step.at,
    actor: step.actorName,
    title: titleOf(step),
    tone: quoteTones[step.state],
    link: linkOf(step),
    ...(step.note ? { changes: [{ label: t("note"), after: step.note }] } : {}),
  }));
  return (
    <Card title={t("title")}>
      <Timeline entries={entries} timeZone={quote.tenant.timeZone} />
    </Card>
  );
}
