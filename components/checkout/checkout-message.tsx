import { useTranslations } from "next-intl";
import { LinkButton } from "@/components/ui/link-button";

type Props =
  | { kind: "unknown" | "expired" | "staff" }
  /** `email`: who is signed in and may not buy; null: nobody is. */
  | { kind: "taken"; email: string | null; signInHref: string };

/** Why the page does not go on, and what to do. */
export function CheckoutMessage(props: Props) {
  const t = useTranslations("checkout");
  if (props.kind === "taken")
    return (
      <>
        <Title>{t("taken.title")}</Title>
        <p className="mt-3 text-ink-soft [overflow-wrap:anywhere]">
          {props.email ? t("taken.notYours", { email: props.email }) : t("taken.body")}
        </p>
        {!props.email && (
          <div className="mt-6">
            <LinkButton href={props.signInHref} variant="primary" prefetch={false}>
              {t("taken.signIn")}
            </LinkButton>
          </div>
        )}
      </>
    );
  if (props.kind === "staff")
    return (
      <>
        <Title>{t("take.title")}</Title>
        <p className="mt-3 text-ink-soft">{t("take.staff")}</p>
      </>
    );
  return (
    <>
      <Title>{t(`${props.kind}.title`)}</Title>
      <p className="mt-3 text-ink-soft">{t(`${props.kind}.body`)}</p>
    </>
  );
}

const Title = ({ children }: { children: string }) => (
  <h1 className="font-semibold text-2xl tracking-tight">{children}</h1>
);
