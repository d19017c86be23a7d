import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { readInvoicePage } from "@/app/_components/read-invoice-page";
import { InvoiceDetail } from "@/components/invoice-page/invoice-detail";
import { TextLink } from "@/components/ui/text-link";
import { openTenant } from "../../open-tenant";

type Props = { params: Promise<{ tenant: string; invoice: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const asked = await params;
  const { ctx, tenant } = await openTenant(asked.tenant);
  const { title } = await readInvoicePage(ctx, tenant.id, asked.invoice);
  return { title: `${tenant.name} · ${title}` };
}

/** One invoice of a tenant as staff see it, with its page in Stripe's dashboard. */
export default async function ConsoleInvoicePage({ params }: Props) {
  const asked = await params;
  const { ctx, tenant } = await openTenant(asked.tenant);
  const { invoice, title } = await readInvoicePage(ctx, tenant.id, asked.invoice);
  const t = await getTranslations("invoices.one");
  return (
    <div className="grid gap-5">
      <div>
        <p className="text-sm print:hidden">
          <TextLink href={`/console/tenants/${tenant.slug}/invoices`}>{t("back")}</TextLink>
        </p>
        <h2 className="mt-1 font-semibold text-lg">{title}</h2>
      </div>
      <InvoiceDetail invoice={invoice} timeZone={tenant.timeZone} slug={tenant.slug} />
    </div>
  );
}
