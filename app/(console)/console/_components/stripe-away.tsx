import { getLocale, getTranslations } from "next-intl/server";
import { Banner } from "@/components/ui/banner";
import { orNotFound } from "@/lib/auth/guard";
import { readAway } from "@/lib/features/console/messages/read-away";
import { formatDate } from "@/lib/i18n/format";
import { openConsole } from "../open-console";

/** While Stripe does not answer: since when, and what that means. */
export async function StripeAway() {
  const { ctx } = await openConsole();
  const { since } = await readAway(ctx, {}).then(orNotFound);
  if (!since) return null;
  const [t, locale] = await Promise.all([getTranslations("messages.away"), getLocale()]);
  const time = `${formatDate(since, "UTC", locale, "dateTime")} UTC`;
  return (
    <Banner tone="danger" title={t("title", { time })} className="mb-6">
      {t("body")}
    </Banner>
  );
}
