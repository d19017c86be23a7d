import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { readTableState, type TableParams } from "@/components/patterns/data-table/table-state";
import { KeysTable } from "@/components/people/api-keys/keys-table";
import { NewKeySheet } from "@/components/people/api-keys/new-key-sheet";
import { Card } from "@/components/ui/card";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { orNotFound } from "@/lib/auth/guard";
import { listApiKeys } from "@/lib/features/people/api-keys/list-api-keys";
import { createApiKey, revokeApiKey, rotateApiKey } from "./actions";
import { openKeys } from "./open-keys";

export async function generateMetadata(): Promise<Metadata> {
  await openKeys();
  return { title: (await getTranslations("keys"))("title") };
}

/** The keys of the SaaS's own servers; to everybody but the SaaS admin the page does not exist. */
export default async function KeysPage({ searchParams }: { searchParams: Promise<TableParams> }) {
  const { ctx } = await openKeys();
  const state = readTableState(await searchParams);
  const [t, keys] = await Promise.all([getTranslations("keys"), listApiKeys(ctx, {}).then(orNotFound)]);
  const searched = state.search.toLowerCase();
  const rows = keys.filter(({ name, prefix }) =>
    [name, prefix].some((text) => text.toLowerCase().includes(searched)),
  );
  return (
    <>
      <PageHeader
        title={t("title")}
        lead={t("lead")}
        actions={
          <>
            <LinkButton href="/api/docs" external target="_blank">
              {t("reference")}
            </LinkButton>
            <NewKeySheet createApiKey={createApiKey} />
          </>
        }
      />
      <Card flush aria-label={t("title")}>
        <KeysTable rows={rows} state={state} revokeApiKey={revokeApiKey} rotateApiKey={rotateApiKey} />
      </Card>
    </>
  );
}
