import { getTranslations } from "next-intl/server";
import { MessageCards } from "@/components/console/messages/message-cards";
import { PageHeader } from "@/components/ui/page-header";
import { TextLink } from "@/components/ui/text-link";
import { orNotFound } from "@/lib/auth/guard";
import type { Direction } from "@/lib/features/console/messages/message-view";
import { readMessage } from "@/lib/features/console/messages/read-message";
import { openConsole } from "../../open-console";
import * as actions from "../actions";
import { messagesZone } from "./messages-screen";

/** One message whole. */
export async function MessageScreen({ direction, id }: { direction: Direction; id: string }) {
  const { ctx } = await openConsole();
  const [t, message] = await Promise.all([
    getTranslations("messages"),
    readMessage(ctx, { direction, id: decodeURIComponent(id) }).then(orNotFound),
  ]);
  return (
    <>
      <p className="mb-4">
        <TextLink href={direction === "sent" ? "/console/messages/sent" : "/console/messages"}>
          {t("back")}
        </TextLink>
      </p>
      <PageHeader title={t("details")} lead={message.id} />
      <MessageCards direction={direction} message={message} timeZone={messagesZone} actions={actions} />
    </>
  );
}
