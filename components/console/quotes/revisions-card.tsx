import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { DateText } from "@/components/ui/date-text";
import { TextLink } from "@/components/ui/text-link";
import type { QuoteView } from "@/lib/features/console/quotes/overview/read-quote";
import { QuoteStateChip } from "./quote-state-chip";

type Props = { quote: QuoteView /** Where the quotes of this reader are. */; base: string };

/** Which quote took the place of which, newest first, each with a link; nothing for a quote without revisions. */
export function RevisionsCard({ quote, base }: Props) {
  const t = useTranslations("quotes.revisions");
  const { revisions, tenant } = quote;
  if (revisions.length < 2) return null;
  return (
    <Card title={t("title")}>
      <ol className="grid divide-y">
        {revisions.toReversed().map(({ id, number, state, at, revises }) => {
          const isThis = id === quote.id;
          const name = number ?? t("draft");
          return (
            <li key={id} aria-current={isThis || undefined} className="py-2.5 first:pt-0 last:pb-0">
              <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
                <p className="figures font-medium">
                  {isThis ? name : <TextLink href={`${base}/${id}`}>{name}</TextLink>}
                  {isThis && <span className="font-normal text-ink-quiet text-sm"> {t("this")}</span>}
                </p>
                <QuoteStateChip state={state} />
              </div>
              <p className="mt-0.5 text-ink-quiet text-sm">
                {revises ? t("revises", { number: revises }) : t("first")} ·{" "}
                <DateText at={at} timeZone={tenant.timeZone} className="figures" />
              </p>
            </li>
          );
        })}
      </ol>
    </Card>
  );
}
