import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { EndpointsTable } from "@/components/console/webhooks/endpoints-table";
import { NewEndpointSheet } from "@/components/console/webhooks/new-endpoint-sheet";
import { readTableState, type TableParams } from "@/components/patterns/data-table/table-state";
import { Card } from "@/components/ui/card";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { orNotFound } from "@/lib/auth/guard";
import { listEndpoints } from "@/lib/features/console/webhook-endpoints/list-endpoints";
import { createEndpoint } from "./actions";
import { openWebhooks } from "./open-webhooks";

export async function generateMetadata(): Promise<Metadata> {
  await openWebhooks();
  return { title: (await getTranslations("webhooks"))("title") };
}

/** Where the SaaS's own servers are told what happens; to everybody but the SaaS admin the page does not exist. */
export default async function WebhooksPage({ searchParams }: { searchParams: Promise<TableParams> }) {
  const { ctx } = await openWebhooks();
  const state = readTableState(await searchParams);
  const [t, rows] = await Promise.all([getTranslations("webhooks"), listEndpoints(ctx, {}).then(orNotFound)]);
  return (
    <>
      <PageHeader
        title={t("title")}
        lead={t("lead")}
        actions={
          <>
            <LinkButton href="/api/docs" external target="_blank">
              {t("howTo")}
            </LinkButton>
            <NewEndpointSheet createEndpoint={createEndpoint} />
          </>
        }
      />
      <Card flush title={t("endpoints")}>
        <EndpointsTable rows={rows} state={state} />
      </Card>
    </>
  );
}
