"use client";

import { Pencil } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ConsoleQuoteActions } from "@/components/console/quotes/quote-actions";
import { LinkButton } from "@/components/ui/link-button";
import type { QuoteView } from "@/lib/features/console/quotes/overview/read-quote";
import { AcceptOnPaperSheet } from "./accept-on-paper-sheet";
import { MoreActions } from "./more-actions";
import { ReviseButton } from "./revise-button";
import { SendButton } from "./send-button";

type Props = { quote: QuoteView; today: string; actions: ConsoleQuoteActions };

const revisable = ["sent", "expired", "declined", "withdrawn"];

/**
 * The console's actions on a quote in its present state. The next step is a primary button; withdrawing is in the menu.
 */
export function QuoteButtons({ quote, today, actions }: Props) {
  const t = useTranslations("quotes.acts");
  const { state, may, obstacle } = quote;
  const base = `/console/tenants/${quote.tenant.slug}`;
  const maySend = state === "draft" && obstacle !== "not_sales_led";
  const newer = quote.replacedBy?.number ? quote.replacedBy : null;
  const mayRevise = may.manage && revisable.includes(state) && quote.document.number !== null && !newer;
  // After its last day a new quote is the next step; a paper that was signed in time is the exception.
  const isOver = state === "expired";
  const byPaper = may.turnIntoLicense && obstacle === null;
  return (
    <>
      {may.manage && state === "draft" && (
        <LinkButton
          variant={maySend ? "secondary" : "primary"}
          href={`${base}/quotes/${quote.id}/edit`}
          icon={<Pencil aria-hidden="true" />}
        >
          {t("edit")}
        </LinkButton>
      )}
      {mayRevise && (
        <ReviseButton
          quote={quote}
          actions={actions}
          variant={byPaper && !isOver ? "secondary" : "primary"}
        />
      )}
      {byPaper && (
        <AcceptOnPaperSheet
          quote={quote}
          today={today}
          actions={actions}
          variant={isOver && mayRevise ? "secondary" : "primary"}
        />
      )}
      {may.manage && maySend && <SendButton quote={quote} actions={actions} />}
      {state === "accepted" && (
        <LinkButton variant="primary" href={`${base}/license`}>
          {t("seeLicense")}
        </LinkButton>
      )}
      {newer && (
        <LinkButton variant="primary" href={`${base}/quotes/${newer.id}`}>
          {t("seeRevision")}
        </LinkButton>
      )}
      <MoreActions quote={quote} actions={actions} />
    </>
  );
}
