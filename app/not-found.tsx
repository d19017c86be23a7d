import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageMissing } from "@/components/patterns/page-missing";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("errors.notFound");
  return { title: t("title") };
}

/** Also for what the reader may not see, so that nobody learns whether it exists. */
export default function NotFoundPage() {
  return (
    <main className="px-6 py-16">
      <PageMissing />
    </main>
  );
}
