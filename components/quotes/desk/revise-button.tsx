"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useButtonAct } from "@/components/patterns/use-act";
import { Button } from "@/components/ui/button";
import type { QuoteView } from "@/lib/features/console/quotes/overview/read-quote";
import type { DeskQuoteActs } from "../quote-acts";

type Props = { quote: QuoteView; acts: DeskQuoteActs; variant: "primary" | "secondary" };

/** Begins a revision, or opens the one that has been begun. */
export function ReviseButton({ quote, acts, variant }: Props) {
  const t = useTranslations("quotes.acts");
  const router = useRouter();
  const { pending, run } = useButtonAct();
  return (
    <Button
      variant={variant}
      pending={pending}
      onClick={() =>
        run(
          () => acts.revise({ quoteId: quote.id }),
          ({ quoteId }) => router.push(`/console/tenants/${quote.tenant.slug}/quotes/${quoteId}/edit`),
        )
      }
    >
      {t("revise")}
    </Button>
  );
}
