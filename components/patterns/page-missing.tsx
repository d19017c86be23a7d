import { useTranslations } from "next-intl";
import { LinkButton } from "@/components/ui/link-button";

/** Shown for a page that does not exist or is not open to the reader. It does not say which. */
export function PageMissing() {
  const t = useTranslations("errors.notFound");
  return (
    <div className="mx-auto flex min-h-[50dvh] max-w-lg flex-col justify-center">
      <p className="figures font-medium text-action text-lg">404</p>
      <h1 className="mt-1 font-semibold text-2xl tracking-tight">{t("title")}</h1>
      <p className="mt-3 text-ink-soft">{t("body")}</p>
      <div className="mt-6">
        <LinkButton href="/" variant="primary">
          {t("home")}
        </LinkButton>
      </div>
    </div>
  );
}
