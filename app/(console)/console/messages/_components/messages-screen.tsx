import { getTranslations } from "next-intl/server";
import { MessageTabs } from "@/components/console/messages/message-tabs";
import { MessagesTable } from "@/components/console/messages/messages-table";
import type { TableParams } from "@/components/patterns/data-table/table-state";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { orNotFound } from "@/lib/auth/guard";
import { listMessages } from "@/lib/features/console/messages/list-messages";
import type { Direction } from "@/lib/features/console/messages/message-view";
import { StripeAway } from "../../_components/stripe-away";
import { openConsole } from "../../open-console";
import { readFilteredState } from "../../read-filtered-state";
import * as actions from "../actions";

/** The zone of times that belong to no tenant. */
export const messagesZone = "UTC";

/** The messages of one direction, as the address asks for them. */
export async function MessagesScreen({ direction, params }: { direction: Direction; params: TableParams }) {
  const { ctx } = await openConsole();
  const state = readFilteredState(params, direction === "sent" ? ["state", "kind"] : ["state"]);
  const [t, list] = await Promise.all([
    getTranslations("messages"),
    listMessages(ctx, { direction, ...state }).then(orNotFound),
  ]);
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead", { zone: messagesZone })} />
      <StripeAway />
      <MessageTabs />
      <Card flush aria-label={t(`tabs.${direction}`)}>
        <MessagesTable
          direction={direction}
          list={list}
          state={state}
          timeZone={messagesZone}
          actions={actions}
        />
      </Card>
    </>
  );
}
