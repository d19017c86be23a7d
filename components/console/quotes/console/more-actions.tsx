"use client";

import { Ellipsis, Eye, Trash2, Undo2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { ConsoleQuoteActions } from "@/components/console/quotes/quote-actions";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { useFormAction } from "@/components/patterns/use-action";
import { IconButton } from "@/components/ui/button";
import { Menu, MenuItem, MenuLink, MenuSeparator } from "@/components/ui/menu";
import { useToast } from "@/components/ui/toast";
import { stateAfter } from "@/lib/domain/quote/quote";
import type { QuoteView } from "@/lib/features/console/quotes/overview/read-quote";

/** The menu of rare actions; the last one withdraws the quote. */
export function MoreActions({ quote, actions }: { quote: QuoteView; actions: ConsoleQuoteActions }) {
  const t = useTranslations("quotes.acts");
  const [asking, setAsking] = useState(false);
  const isDraft = quote.state === "draft";
  const mayWithdraw = quote.may.manage && stateAfter(quote.state, "withdraw") !== null;
  const isSeen = quote.document.number !== null;
  if (!mayWithdraw && !isSeen) return null;
  return (
    <>
      <Menu
        trigger={<IconButton variant="secondary" label={t("more")} icon={<Ellipsis aria-hidden="true" />} />}
      >
        {isSeen && (
          <MenuLink href={`/t/${quote.tenant.slug}/quotes/${quote.id}`} icon={<Eye />}>
            {t("see")}
          </MenuLink>
        )}
        {isSeen && mayWithdraw && <MenuSeparator />}
        {mayWithdraw && (
          <MenuItem danger icon={isDraft ? <Trash2 /> : <Undo2 />} onClick={() => setAsking(true)}>
            {t(isDraft ? "discard" : "withdraw")}
          </MenuItem>
        )}
      </Menu>
      <WithdrawDialog quote={quote} actions={actions} open={asking} onOpenChange={setAsking} />
    </>
  );
}

type WithdrawProps = {
  quote: QuoteView;
  actions: ConsoleQuoteActions;
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

function WithdrawDialog({ quote, actions, open, onOpenChange }: WithdrawProps) {
  const t = useTranslations("quotes.acts");
  const router = useRouter();
  const toast = useToast();
  const runAction = useFormAction();
  const isDraft = quote.state === "draft";
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title={t(isDraft ? "discardTitle" : "withdrawTitle")}
      confirmLabel={t(isDraft ? "discard" : "withdraw")}
      cancelLabel={t("keep")}
      danger
      onConfirm={() =>
        runAction(
          () => actions.withdrawQuote({ quoteId: quote.id }),
          () => {
            toast({ title: t(isDraft ? "discarded" : "withdrawn") });
            router.refresh();
          },
        )
      }
    >
      {t(isDraft ? "discardBody" : "withdrawBody")}
    </ConfirmDialog>
  );
}
