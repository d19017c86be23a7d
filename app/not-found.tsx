import type { Metadata } from "next";
import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import { LinkButton } from "@/components/ui/link-button";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("errors.notFound");
  return { title: t("title") };
}

/** Also for what the reader may not see: whether it exists is not told. */
export default function NotFoundPage() {
  const t = useTranslations("errors.notFound");
  return (
    <main className="mx-auto flex min-h-[70dvh] max-w-lg flex-col justify-center px-6 py-16">
      <p className="figures font-medium text-action text-lg">404</p>
      <h1 className="mt-1 font-semibold text-2xl tracking-tight">{t("title")}</h1>
      <p className="mt-3 text-ink-soft">{t("body")}</p>
      <div className="mt-6">
        <LinkButton href="/" variant="primary">
          {t("home")}
        </LinkButton>
      </div>
    </main>
  );
}
