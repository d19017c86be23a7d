import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { DeliveriesList } from "@/components/console/webhooks/deliveries-list";
import { EndpointButtons } from "@/components/console/webhooks/endpoint-buttons";
import { EndpointFacts } from "@/components/console/webhooks/endpoint-facts";
import { RefreshWhilePending } from "@/components/console/webhooks/refresh-while-pending";
import { Card } from "@/components/ui/card";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { TextLink } from "@/components/ui/text-link";
import { orNotFound } from "@/lib/auth/guard";
import { isId } from "@/lib/domain/ids";
import { listDeliveries, readEndpoint } from "@/lib/features/console/webhook-endpoints/list-endpoints";
import * as actions from "../actions";
import { openWebhooks } from "../open-webhooks";

type Props = { params: Promise<{ endpoint: string }>; searchParams: Promise<{ before?: string | string[] }> };

export async function generateMetadata(): Promise<Metadata> {
  await openWebhooks();
  return { title: (await getTranslations("webhooks"))("title") };
}

/** One endpoint, and what was sent to it. */
export default async function EndpointPage({ params, searchParams }: Props) {
  const { ctx } = await openWebhooks();
  const [{ endpoint: endpointId }, { before: asked }] = await Promise.all([params, searchParams]);
  if (!isId("webhookEndpoint", endpointId)) notFound();
  const before = typeof asked === "string" && isId("delivery", asked) ? asked : undefined;
  const [t, endpoint, deliveries] = await Promise.all([
    getTranslations("webhooks"),
    readEndpoint(ctx, { endpointId }).then(orNotFound),
    listDeliveries(ctx, { endpointId, before }).then(orNotFound),
  ]);
  const path = `/console/webhooks/${endpointId}`;
  return (
    <>
      <PageHeader
        above={<TextLink href="/console/webhooks">{t("title")}</TextLink>}
        title={<span className="break-all">{endpoint.url}</span>}
        lead={endpoint.description}
        actions={
          <EndpointButtons
            endpoint={endpoint}
            editEndpoint={actions.editEndpoint}
            rotateSecret={actions.rotateSecret}
            switchEndpoint={actions.switchEndpoint}
            deleteEndpoint={actions.deleteEndpoint}
            sendTestEvent={actions.sendTestEvent}
            redeliverSince={actions.redeliverSince}
          />
        }
      />
      <div className="grid gap-6">
        <RefreshWhilePending pending={endpoint.pending} />
        <EndpointFacts endpoint={endpoint} />
        <Card title={t("deliveriesInUtc")}>
          <DeliveriesList
            endpointId={endpointId}
            rows={deliveries.rows}
            redeliverOne={endpoint.switchedOff ? null : actions.redeliverOne}
          />
          {(before || deliveries.next) && (
            <nav className="mt-4 flex flex-wrap gap-2" aria-label={t("deliveries")}>
              {before && <LinkButton href={path}>{t("newer")}</LinkButton>}
              {deliveries.next && (
                <LinkButton href={`${path}?before=${deliveries.next}`}>{t("older")}</LinkButton>
              )}
            </nav>
          )}
        </Card>
      </div>
    </>
  );
}
