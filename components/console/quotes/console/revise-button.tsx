"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import type { ConsoleQuoteActions } from "@/components/console/quotes/quote-actions";
import { useButtonAction } from "@/components/patterns/use-action";
import { Button } from "@/components/ui/button";
import type { QuoteView } from "@/lib/features/console/quotes/overview/read-quote";

type Props = { quote: QuoteView; actions: ConsoleQuoteActions; variant: "primary" | "secondary" };

/** Begins a revision, or opens the one that has been begun. */
export function ReviseButton({ quote, actions, variant }: Props) {
  const t = useTranslations("quotes.acts");
  const router = useRouter();
  const { pending, run } = useButtonAction();
  return (
    <Button
      variant={variant}
      pending={pending}
      onClick={() =>
        run(
          () => actions.reviseQuote({ quoteId: quote.id }),
          ({ quoteId }) => router.push(`/console/tenants/${quote.tenant.slug}/quotes/${quoteId}/edit`),
        )
      }
    >
      {t("revise")}
    </Button>
  );
}
