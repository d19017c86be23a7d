"use client";

import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { Money } from "@/components/ui/money";
import { Table, Td, Th } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import type {
  ShortPayment,
  Unapplied,
  UnappliedCredit,
} from "@/lib/features/console/receivables/list-unapplied";
import { type ApplyAction, ApplyButton } from "./apply-button";
import { type WriteOffAction, WriteOffSheet } from "./write-off-sheet";

type UnappliedCardProps = {
  unapplied: Unapplied;
  applyBalance: ApplyAction;
  writeOffDebt: WriteOffAction;
};

/** Money that does not fit what was invoiced, with what can be done about it. Nothing is shown where there is none. */
export function UnappliedCard({
  unapplied: { credits, short },
  applyBalance,
  writeOffDebt,
}: UnappliedCardProps) {
  const t = useTranslations("receivables.unapplied");
  if (credits.length === 0 && short.length === 0) return null;
  return (
    <Card title={t("title")} description={t("lead")}>
      <div className="grid gap-6">
        {credits.length > 0 && <Credits credits={credits} applyBalance={applyBalance} />}
        {short.length > 0 && <Short short={short} writeOffDebt={writeOffDebt} />}
        <p className="text-ink-quiet text-sm">{t("limits")}</p>
      </div>
    </Card>
  );
}

function Credits({
  credits,
  applyBalance,
}: {
  credits: readonly UnappliedCredit[];
  applyBalance: ApplyAction;
}) {
  const t = useTranslations("receivables.unapplied");
  return (
    <Table wide={t("credits")}>
      <caption className="mb-1 text-left font-medium">{t("credits")}</caption>
      <thead>
        <tr>
          <Th>{t("tenant")}</Th>
          <Th numeric>{t("amount")}</Th>
          <Th>{t("covers")}</Th>
        </tr>
      </thead>
      <tbody>
        {credits.map((credit) => (
          <tr key={credit.tenant.slug}>
            <Td>
              <TextLink href={`/console/tenants/${credit.tenant.slug}/invoices`}>
                {credit.tenant.name}
              </TextLink>
              <TextLink
                external
                href={credit.customerUrl}
                target="_blank"
                rel="noopener noreferrer"
                className="mt-0.5 block text-sm"
              >
                {t("customer")}
              </TextLink>
            </Td>
            <Td numeric>
              <Money minor={credit.creditMinor} currency={credit.currency} />
            </Td>
            <Td>
              {credit.covers.length === 0 ? (
                <span className="text-ink-quiet">{t("none")}</span>
              ) : (
                <span className="flex flex-wrap gap-2">
                  {credit.covers.map((invoice) =>
                    credit.mayApply ? (
                      <ApplyButton
                        key={invoice.id}
                        credit={credit}
                        invoice={invoice}
                        applyBalance={applyBalance}
                      />
                    ) : (
                      <span key={invoice.id}>{invoice.number}</span>
                    ),
                  )}
                </span>
              )}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function Short({ short, writeOffDebt }: { short: readonly ShortPayment[]; writeOffDebt: WriteOffAction }) {
  const t = useTranslations("receivables.unapplied");
  return (
    <Table wide={t("short")}>
      <caption className="mb-1 text-left font-medium">{t("short")}</caption>
      <thead>
        <tr>
          <Th>{t("tenant")}</Th>
          <Th>{t("invoice")}</Th>
          <Th numeric>{t("paid")}</Th>
          <Th numeric>{t("rest")}</Th>
          <Th>{t("actions")}</Th>
        </tr>
      </thead>
      <tbody>
        {short.map(({ invoice, mayWriteOff }) => (
          <tr key={invoice.id}>
            <Td>
              <TextLink href={`/console/tenants/${invoice.tenant.slug}/invoices`}>
                {invoice.tenant.name}
              </TextLink>
            </Td>
            <Td className="figures">{invoice.number ?? invoice.id}</Td>
            <Td numeric>
              <Money minor={invoice.paidMinor} currency={invoice.currency} />
            </Td>
            <Td numeric>
              <Money minor={invoice.openMinor} currency={invoice.currency} />
            </Td>
            <Td>
              {mayWriteOff && (
                <WriteOffSheet
                  tenant={invoice.tenant}
                  currency={invoice.currency}
                  invoices={[invoice]}
                  first="bank_fee"
                  writeOffDebt={writeOffDebt}
                />
              )}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
