import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { readInvoicePage } from "@/app/_components/read-invoice-page";
import { InvoiceDetail } from "@/components/invoice-page/invoice-detail";
import { Banner } from "@/components/ui/banner";
import { PageHeader } from "@/components/ui/page-header";
import { TextLink } from "@/components/ui/text-link";
import { openTenant } from "../../open-tenant";

type Props = {
  params: Promise<{ tenant: string; invoice: string }>;
  searchParams: Promise<{ payment?: string | string[] }>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const asked = await params;
  const { ctx, tenant } = await openTenant(asked.tenant);
  return { title: (await readInvoicePage(ctx, tenant.id, asked.invoice)).title };
}

/** One invoice of the tenant, to look at, to pay, to print and to keep. */
export default async function InvoicePage({ params, searchParams }: Props) {
  const [asked, { payment }] = await Promise.all([params, searchParams]);
  const { ctx, tenant } = await openTenant(asked.tenant);
  const { invoice, title } = await readInvoicePage(ctx, tenant.id, asked.invoice);
  const t = await getTranslations("invoices.one");
  return (
    <>
      <PageHeader
        above={
          <span className="print:hidden">
            <TextLink href={`/t/${tenant.slug}/invoices`}>{t("back")}</TextLink>
          </span>
        }
        title={title}
        lead={tenant.name}
      />
      {payment === "unreachable" && (
        <Banner tone="warning" title={t("payPageUnreachable")} announce className="mb-5" />
      )}
      <InvoiceDetail invoice={invoice} timeZone={tenant.timeZone} slug={tenant.slug} />
    </>
  );
}
