"use client";

import { useTranslations } from "next-intl";
import { KeyValue, KeyValueList } from "@/components/patterns/key-value-list";
import { Banner } from "@/components/ui/banner";
import { Card } from "@/components/ui/card";
import { DateText } from "@/components/ui/date-text";
import type { EndpointView } from "@/lib/features/console/webhook-endpoints/list-endpoints";
import { EndpointState } from "./endpoint-state";

/** How an endpoint stands and what it wants. */
export function EndpointFacts({ endpoint }: { endpoint: EndpointView }) {
  const t = useTranslations("webhooks");
  const { switchedOff, failingSince, formerUntil, types, pending, failed } = endpoint;
  const time = (at: string) => <DateText at={at} timeZone="UTC" format="dateTime" />;
  return (
    <>
      {switchedOff && (
        <Banner
          tone={switchedOff.reason === "by_admin" ? "info" : "danger"}
          title={t(`offBecause.${switchedOff.reason}`)}
        >
          {t.rich("offBody", { time: () => time(switchedOff.at) })}
        </Banner>
      )}
      {!switchedOff && failingSince && (
        <Banner tone="warning" title={t.rich("failingSince", { time: () => time(failingSince) })} />
      )}
      {formerUntil && <Banner title={t.rich("formerUntil", { time: () => time(formerUntil) })} />}
      <Card title={t("endpoint")}>
        <KeyValueList>
          <KeyValue label={t("state")}>
            <EndpointState {...endpoint} />
          </KeyValue>
          <KeyValue label={t("wants")}>
            {types === null ? (
              t("wantsAll")
            ) : (
              <span className="break-words font-mono text-sm">{types.join(", ")}</span>
            )}
          </KeyValue>
          <KeyValue label={t("waiting")}>{pending}</KeyValue>
          <KeyValue label={t("failed")}>{failed}</KeyValue>
        </KeyValueList>
      </Card>
    </>
  );
}
