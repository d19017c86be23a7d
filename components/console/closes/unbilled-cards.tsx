"use client";

import { useLocale, useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { Money } from "@/components/ui/money";
import { Table, Td, Th } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import type { CloseBoard } from "@/lib/features/console/closes/list-closes";
import { formatDate } from "@/lib/i18n/format";

type OfTenant = { tenant: { slug: string; name: string } };

const TenantCell = ({ tenant }: OfTenant) => (
  <Td>
    <TextLink href={`/console/tenants/${tenant.slug}/invoices`}>{tenant.name}</TextLink>
  </Td>
);

/** What is on no invoice by intent: coming invoices that are held, corrections that are not billed. */
export function UnbilledCards({ board }: { board: CloseBoard }) {
  return (
    <>
      {board.holds.length > 0 && <Holds rows={board.holds} />}
      {board.writtenOff.length > 0 && <WrittenOff rows={board.writtenOff} />}
    </>
  );
}

/** Counts that are on no invoice because they cannot be priced. */
export function UnpricedCard({ rows }: { rows: CloseBoard["unpriced"] }) {
  const t = useTranslations("closes");
  if (rows.length === 0) return null;
  return (
    <Card title={t("unpriced.title")} description={t("unpriced.lead")}>
      <Table wide={t("unpriced.title")}>
        <thead>
          <tr>
            <Th>{t("tenant")}</Th>
            <Th>{t("month")}</Th>
            <Th>{t("unpriced.meters")}</Th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ tenant, month, meters }) => (
            <tr key={`${tenant.slug} ${month}`}>
              <TenantCell tenant={tenant} />
              <Td>{month}</Td>
              <Td>{meters.join(", ")}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}

function Holds({ rows }: { rows: CloseBoard["holds"] }) {
  const t = useTranslations("closes");
  const locale = useLocale();
  return (
    <Card title={t("holds.title")} description={t("holds.lead")}>
      <Table wide={t("holds.title")}>
        <thead>
          <tr>
            <Th>{t("tenant")}</Th>
            <Th>{t("holds.until")}</Th>
            <Th>{t("why")}</Th>
            <Th>{t("holds.by")}</Th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ tenant, until, reason, heldBy }) => (
            <tr key={tenant.slug}>
              <TenantCell tenant={tenant} />
              <Td>{formatDate(until, tenant.timeZone, locale)}</Td>
              <Td>{reason}</Td>
              <Td>{heldBy}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}

function WrittenOff({ rows }: { rows: CloseBoard["writtenOff"] }) {
  const t = useTranslations("closes");
  const locale = useLocale();
  return (
    <Card title={t("writtenOff.title")} description={t("writtenOff.lead")}>
      <Table wide={t("writtenOff.title")}>
        <thead>
          <tr>
            <Th>{t("tenant")}</Th>
            <Th>{t("month")}</Th>
            <Th>{t("what")}</Th>
            <Th numeric>{t("writtenOff.amount")}</Th>
            <Th>{t("why")}</Th>
            <Th>{t("writtenOff.on")}</Th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, tenant, month, planName, name, amountMinor, currency, reason, at }) => (
            <tr key={id}>
              <TenantCell tenant={tenant} />
              <Td>{month}</Td>
              <Td>{`${planName[locale]}: ${name[locale]}`}</Td>
              <Td numeric>
                <Money minor={amountMinor} currency={currency} />
              </Td>
              <Td>{t(`writtenOff.reasons.${reason}`)}</Td>
              <Td>{formatDate(at, tenant.timeZone, locale)}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}
