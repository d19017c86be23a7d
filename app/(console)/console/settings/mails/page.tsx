import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { z } from "zod";
import { MailPreview } from "@/components/console/mails/mail-preview";
import { PageHeader } from "@/components/ui/page-header";
import { orNotFound } from "@/lib/auth/guard";
import { previewMail } from "@/lib/features/console/mails/preview-mail";
import { locales } from "@/lib/i18n/locales";
import { openConsole } from "../../open-console";

export async function generateMetadata(): Promise<Metadata> {
  await openConsole();
  return { title: (await getTranslations("mails"))("title") };
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** Every mail that is sent, as people get it. */
export default async function MailsPage({ searchParams }: Props) {
  const { ctx } = await openConsole();
  const [t, reader, address] = await Promise.all([getTranslations("mails"), getLocale(), searchParams]);
  const locale = z.enum(locales).catch(reader).parse(address.language);
  const mail = await previewMail(ctx, { template: address.mail, locale }).then(orNotFound);
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead")} />
      <MailPreview mail={mail} />
    </>
  );
}
