import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { bindTenant } from "@/app/_components/bind-tenant";
import { StatementCard } from "@/components/console/statements/statement-card";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { TextLink } from "@/components/ui/text-link";
import { orNotFound } from "@/lib/auth/guard";
import { readStatements } from "@/lib/features/billing/statements/read-statements";
import { openTenant } from "../../open-tenant";
import * as actions from "./actions";

type Props = { params: Promise<{ tenant: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { tenant } = await openTenant((await params).tenant);
  return { title: `${tenant.name} · ${(await getTranslations("statements"))("title")}` };
}

/** The usage that people invoice in Stripe's dashboard, month by month, and which invoice carries it. */
export default async function StatementsPage({ params }: Props) {
  const { ctx, tenant } = await openTenant((await params).tenant);
  const t = await getTranslations("statements");
  const list = orNotFound(await readStatements(ctx, tenant.id, {}));
  const { linkStatement } = bindTenant(actions, tenant.slug);
  const href = `/console/tenants/${tenant.slug}/invoices`;
  return (
    <div className="grid gap-5">
      <div>
        <h2 className="font-semibold text-lg">{t("title")}</h2>
        <p className="mt-1 text-ink-soft">{t("lead")}</p>
        <p className="mt-2 flex flex-wrap gap-x-5 gap-y-1 print:hidden">
          <TextLink href={href}>{t("back")}</TextLink>
          {list.customerUrl && (
            <TextLink external href={list.customerUrl} target="_blank" rel="noopener noreferrer">
              {t("inStripe")}
            </TextLink>
          )}
        </p>
      </div>
      {list.statements.length === 0 && (
        <Card>
          <EmptyState title={t("empty")}>{t("emptyHint")}</EmptyState>
        </Card>
      )}
      {list.statements.map((statement) => (
        <StatementCard
          key={`${statement.monthFrom} ${statement.currency}`}
          statement={statement}
          linkable={list.linkable}
          timeZone={tenant.timeZone}
          csvHref={`${href}/statements/csv?month=${statement.monthFrom.slice(0, 7)}&currency=${statement.currency}`}
          linkStatement={list.mayLink ? linkStatement : null}
        />
      ))}
    </div>
  );
}
