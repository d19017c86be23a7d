import { useLocale, useTranslations } from "next-intl";
import { TextLink } from "@/components/ui/text-link";
import type { CheckoutCart } from "@/lib/features/console/checkouts/show-checkout";

type Props = { cart: CheckoutCart | null; cancelUrl: string | null };

/** What is in the cart. Its price is shown once the payer, and so their tax and day, is known. */
export function CartSummary({ cart, cancelUrl }: Props) {
  const t = useTranslations("checkout");
  const locale = useLocale();
  return (
    <section aria-label={t("cart.label")} className="mt-8 rounded-lg border bg-surface p-5 shadow-card">
      <h2 className="font-semibold">{t("cart.label")}</h2>
      {cart ? (
        <>
          <p className="mt-2 text-lg [overflow-wrap:anywhere]">{cart.planName[locale]}</p>
          <ul className="mt-1 grid gap-1 text-ink-soft">
            <li>{t(`cart.${cart.interval}`)}</li>
            {cart.seats !== null && <li>{t("cart.seats", { count: cart.seats })}</li>}
            {cart.addOns.map(({ name, quantity }) => (
              <li key={name.en}>
                {quantity === 1 ? name[locale] : t("cart.addOn", { name: name[locale], quantity })}
              </li>
            ))}
          </ul>
          <p className="mt-3 text-ink-quiet text-sm">{t("exact")}</p>
        </>
      ) : (
        <p className="mt-2 text-ink-soft">{t("cart.gone")}</p>
      )}
      {cancelUrl && (
        <p className="mt-4">
          <TextLink href={cancelUrl}>{t("back")}</TextLink>
        </p>
      )}
    </section>
  );
}
