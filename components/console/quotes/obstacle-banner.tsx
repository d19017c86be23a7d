import { useTranslations } from "next-intl";
import { Banner } from "@/components/ui/banner";
import { LinkButton } from "@/components/ui/link-button";
import type { QuoteObstacle } from "@/lib/features/console/quotes/record/quote-obstacle";

/** The page on which staff remove each obstacle. */
const places: Record<QuoteObstacle, string> = {
  not_sales_led: "settings",
  change_pending: "license",
  payment_account_missing: "billing",
};

/** For staff: why the quote could not be accepted now, and where to change that. */
export function ObstacleBanner({ obstacle, slug }: { obstacle: QuoteObstacle; slug: string }) {
  const t = useTranslations("quotes.obstacle.staff");
  return (
    <Banner
      tone="warning"
      title={t(`${obstacle}.title`)}
      action={
        <LinkButton size="sm" href={`/console/tenants/${slug}/${places[obstacle]}`}>
          {t(`${obstacle}.go`)}
        </LinkButton>
      }
    >
      {t(`${obstacle}.body`)}
    </Banner>
  );
}
