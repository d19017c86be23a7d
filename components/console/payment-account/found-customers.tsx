"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { KeyValue, KeyValueList } from "@/components/patterns/key-value-list";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { DateText } from "@/components/ui/date-text";
import { EmptyState } from "@/components/ui/empty-state";
import { TextLink } from "@/components/ui/text-link";
import type { FoundCustomer } from "@/lib/features/console/customer-link/search-customers";
import type { CustomerSummary } from "@/lib/stripe/customer-lookup";

/** What is about to be linked, to be compared with what is known of the tenant. */
export function CustomerFacts({ customer, timeZone }: { customer: CustomerSummary; timeZone: string }) {
  const t = useTranslations("paymentAccount.link");
  return (
    <section aria-label={t("preview")} aria-live="polite" className="rounded-lg border bg-paper p-4">
      <KeyValueList>
        <KeyValue label={t("name")}>
          {customer.businessName || customer.name}
          {customer.businessName && customer.name && (
            <span className="block text-ink-quiet text-sm">{customer.name}</span>
          )}
        </KeyValue>
        <KeyValue label={t("email")}>{customer.email}</KeyValue>
        <KeyValue label={t("currency")}>{customer.currency?.toUpperCase() ?? t("noCurrency")}</KeyValue>
        <KeyValue label={t("created")} figures>
          <DateText at={customer.createdAt} timeZone={timeZone} format="long" />
        </KeyValue>
        <KeyValue label={t("card")}>{t(customer.hasPaymentMethod ? "cardOnFile" : "noCard")}</KeyValue>
        <KeyValue label={t("id")}>
          <span className="font-mono text-xs">{customer.id}</span>
        </KeyValue>
      </KeyValueList>
      <p className="mt-3 text-ink-quiet text-sm">{t("takenOver")}</p>
    </section>
  );
}

/** The customers with an address; those of another tenant say whose they are and cannot be chosen. */
export function FoundCustomers({
  email,
  customers,
  timeZone,
  onChoose,
}: {
  email: string;
  customers: readonly FoundCustomer[];
  timeZone: string;
  onChoose: (id: string) => Promise<void>;
}) {
  const t = useTranslations("paymentAccount.link");
  const [choosing, setChoosing] = useState<string | null>(null);
  if (customers.length === 0)
    return <EmptyState title={t("nobody", { email })}>{t("nobodyHint")}</EmptyState>;
  return (
    <section aria-live="polite">
      <h3 className="mb-2 font-medium">{t("found", { count: customers.length })}</h3>
      <ul className="divide-y rounded-lg border">
        {customers.map((customer) => (
          <li key={customer.id} className="flex flex-wrap items-center justify-between gap-3 p-3">
            <div className="min-w-0">
              <p className="font-medium">{customer.businessName || customer.name || t("nameless")}</p>
              <p className="text-ink-quiet text-sm">
                {customer.currency?.toUpperCase() ?? t("noCurrency")} ·{" "}
                <DateText at={customer.createdAt} timeZone={timeZone} className="figures" />
              </p>
              <p className="font-mono text-ink-quiet text-xs">{customer.id}</p>
            </div>
            {customer.linkedTo ? (
              <p className="text-sm">
                <Chip tone="warn">{t("taken")}</Chip>{" "}
                <TextLink href={`/console/tenants/${customer.linkedTo.slug}`}>
                  {customer.linkedTo.name}
                </TextLink>
              </p>
            ) : (
              <Button
                size="sm"
                aria-label={t("chooseNamed", { id: customer.id })}
                pending={choosing === customer.id}
                onClick={async () => {
                  setChoosing(customer.id);
                  await onChoose(customer.id);
                  setChoosing(null);
                }}
              >
                {t("choose")}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
