import { getTranslations } from "next-intl/server";
import { Card } from "@/components/ui/card";
import { CountBadge } from "@/components/ui/chip";
import { TextLink } from "@/components/ui/text-link";
import { orNotFound } from "@/lib/auth/guard";
import { may } from "@/lib/domain/access/actions";
import { rolesOf } from "@/lib/domain/access/actor";
import { failedAfterAttempts } from "@/lib/domain/messages/message-states";
import { countFailed } from "@/lib/features/console/messages/count-failed";
import type { Context } from "@/lib/features/foundation/context/context";

const places = { received: "/console/messages", sent: "/console/messages/sent" } as const;

/** How many messages failed, for staff who may do something about it. */
export async function FailedMessages({ ctx }: { ctx: Context }) {
  if (!may(rolesOf(ctx.actor, null), "messages.settle")) return null;
  const [t, failed] = await Promise.all([
    getTranslations("messages.today"),
    countFailed(ctx, {}).then(orNotFound),
  ]);
  const found = (["received", "sent"] as const).filter((direction) => failed[direction] > 0);
  if (found.length === 0) return null;
  return (
    <Card
      className="mb-5"
      title={
        <span className="inline-flex items-center gap-2">
          {t("title")}
          <CountBadge>{failed.received + failed.sent}</CountBadge>
        </span>
      }
      description={t("what", { attempts: failedAfterAttempts })}
    >
      <ul className="-my-2 divide-y">
        {found.map((direction) => (
          <li key={direction} className="py-2">
            <TextLink href={`${places[direction]}?state=failed`}>
              {t(direction, { count: failed[direction] })}
            </TextLink>
          </li>
        ))}
      </ul>
    </Card>
  );
}
