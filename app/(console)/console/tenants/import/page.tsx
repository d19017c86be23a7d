import { Download } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ImportScreen } from "@/components/console/tenant-import/import-screen";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { TextLink } from "@/components/ui/text-link";
import { may } from "@/lib/domain/access/actions";
import { rolesOf } from "@/lib/domain/access/actor";
import { longestFile } from "@/lib/features/console/tenant-import/import-tenants";
import { openConsole } from "../../open-console";
import { importTenants } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  await openConsole();
  return { title: (await getTranslations("tenantImport"))("title") };
}

/** Tenants and their billing details from a spreadsheet. */
export default async function ImportPage() {
  const { ctx } = await openConsole();
  if (!may(rolesOf(ctx.actor, null), "tenants.import")) notFound();
  const [t, console] = await Promise.all([getTranslations("tenantImport"), getTranslations("console")]);
  return (
    <>
      <PageHeader
        title={t("title")}
        lead={t("lead")}
        above={<TextLink href="/console/tenants">{console("backToTenants")}</TextLink>}
        actions={
          <LinkButton
            href="/console/tenants/import/template"
            icon={<Download aria-hidden="true" />}
            prefetch={false}
            download
          >
            {t("template")}
          </LinkButton>
        }
      />
      <ImportScreen importTenants={importTenants} longest={longestFile} />
    </>
  );
}
