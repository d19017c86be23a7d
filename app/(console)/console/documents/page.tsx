import { Download } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { DocumentSearchForm } from "@/components/console/documents/document-search-form";
import { DocumentYears } from "@/components/console/documents/document-years";
import { DocumentsTable } from "@/components/console/documents/documents-table";
import { Banner } from "@/components/ui/banner";
import { Card } from "@/components/ui/card";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { orNotFound } from "@/lib/auth/guard";
import { may } from "@/lib/domain/access/actions";
import { rolesOf } from "@/lib/domain/access/actor";
import { findDocuments } from "@/lib/features/console/documents/find-documents";
import { openConsole } from "../open-console";
import { saveDocumentYears } from "./actions";
import { addressOf, type DocumentParams, queryOf, readSearch } from "./document-params";

const path = "/console/documents";

export async function generateMetadata(): Promise<Metadata> {
  await openConsole();
  return { title: (await getTranslations("documentArchive"))("title") };
}

/** The documents about money that are kept, found by day, amount and payer together. */
export default async function DocumentsPage({ searchParams }: { searchParams: Promise<DocumentParams> }) {
  const { ctx } = await openConsole();
  const params = await searchParams;
  const search = readSearch(params);
  const { query, wrong } = queryOf(search);
  const page = Math.max(1, Math.trunc(Number(params.page)) || 1);
  const [t, found] = await Promise.all([
    getTranslations("documentArchive"),
    findDocuments(ctx, { ...query, page }).then(orNotFound),
  ]);
  const { rows, total, pageSize } = found;
  const before = (page - 1) * pageSize;
  return (
    <>
      <PageHeader
        title={t("title")}
        lead={t("lead", { years: found.years })}
        actions={
          <>
            {may(rolesOf(ctx.actor, null), "seller.edit") && (
              <DocumentYears years={found.years} save={saveDocumentYears} />
            )}
            <LinkButton
              href={addressOf(`${path}/set`, search)}
              icon={<Download aria-hidden="true" />}
              prefetch={false}
              download
            >
              {t("downloadSet")}
            </LinkButton>
          </>
        }
      />
      <div className="grid gap-5">
        <Card>
          <DocumentSearchForm search={search} currencies={found.currencies} />
        </Card>
        {wrong.length > 0 && (
          <Banner
            tone="warning"
            title={t("wrong", { names: wrong.map((name) => t(`fields.${name}`)).join(", ") })}
          />
        )}
        <Card aria-label={t("title")}>
          <DocumentsTable rows={rows} />
          {total > pageSize && (
            <div className="pt-3">
              <Pagination
                from={rows.length === 0 ? 0 : before + 1}
                to={before + rows.length}
                total={total}
                previousHref={page > 1 ? addressOf(path, search, page - 1) : undefined}
                nextHref={before + rows.length < total ? addressOf(path, search, page + 1) : undefined}
              />
            </div>
          )}
        </Card>
      </div>
    </>
  );
}
