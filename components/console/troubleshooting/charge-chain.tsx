"use client";

import { useLocale, useTranslations } from "next-intl";
import { ledgerKey, useLedgerColumns } from "@/components/billing/ledger/use-ledger-columns";
import { PromiseTable } from "@/components/license/promise-table";
import { PlainRows } from "@/components/patterns/data-table/plain-rows";
import { KeyValue, KeyValueList } from "@/components/patterns/key-value-list";
import { Card } from "@/components/ui/card";
import { TextLink } from "@/components/ui/text-link";
import type { ExplainedCharge } from "@/lib/features/console/troubleshooting/explain-charge";
import { formatDate, formatMoney } from "@/lib/i18n/format";

/** What happened to a charge: what was shown and confirmed, and what became of it. */
export function ChargeChain({ explained }: { explained: ExplainedCharge }) {
  const t = useTranslations("troubleshooting.charge");
  const columns = useLedgerColumns();
  const [entry] = explained.entries;
  return (
    <div className="grid gap-5">
      <Card title={t("outcome")} flush>
        <PlainRows caption={t("outcome")} columns={columns} rows={explained.entries} rowKey={ledgerKey} />
        {entry && (
          <p className="px-5 py-3 sm:px-6">
            <TextLink href={`/console/tenants/${entry.tenant.slug}/invoices`}>
              {t("seeInvoices", { tenant: entry.tenant.name })}
            </TextLink>
          </p>
        )}
      </Card>
      <Card title={t(explained.promise ? "promised" : "manual")}>
        {explained.promise && (
          <>
            <Circumstances explained={explained} timeZone={entry?.tenant.timeZone ?? "UTC"} />
            <PromiseTable promise={explained.promise} title={t("promised")} total={t("total")} />
          </>
        )}
      </Card>
    </div>
  );
}

function Circumstances({ explained, timeZone }: { explained: ExplainedCharge; timeZone: string }) {
  const t = useTranslations("troubleshooting.charge");
  const values = useTranslations("activity.values");
  const locale = useLocale();
  const { promise, order, reserved, problem } = explained;
  return (
    <KeyValueList className="mb-5">
      {promise && (
        <KeyValue label={t("promisedAt")} figures>
          {formatDate(promise.promisedAt, timeZone, locale, "dateTime")}
        </KeyValue>
      )}
      {order && (
        <>
          <KeyValue label={t("order")}>
            {t("kind", { kind: t(`kinds.${order.kind}`), state: values(order.state) })}
          </KeyValue>
          <KeyValue label={t("mode")}>{values(order.mode)}</KeyValue>
          <KeyValue label={t("digest")}>
            <span className="font-mono text-xs">{order.digest}</span>
            <span className="block text-ink-quiet text-sm">{t("digestHint")}</span>
          </KeyValue>
        </>
      )}
      {reserved && promise && (
        <KeyValue label={t("reserved")} figures>
          {t("reservedFor", {
            amount: formatMoney(reserved.totalMinor, promise.currency, locale),
            time: formatDate(reserved.at, timeZone, locale, "dateTime"),
          })}
        </KeyValue>
      )}
      {(order?.reason ?? promise?.reason) && (
        <KeyValue label={t("reason")}>
          <code className="font-mono text-xs">{order?.reason ?? promise?.reason}</code>
        </KeyValue>
      )}
      {problem && (
        <KeyValue label={t("problem")}>
          <code className="font-mono text-xs">{problem}</code>
        </KeyValue>
      )}
    </KeyValueList>
  );
}
