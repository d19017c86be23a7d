import { useTranslations } from "next-intl";
import { Banner } from "@/components/ui/banner";
import { LinkButton } from "@/components/ui/link-button";
import type { ContractsView } from "@/lib/features/license/contracts/agreement/read-contracts";

/** An invoice that waits to be paid, with a link for those who may pay. */
export function PaymentBanner({ contracts, isPayer }: { contracts: ContractsView; isPayer: boolean }) {
  const t = useTranslations("contracts");
  const { payment, dueInvoiceUrl, running } = contracts;
  if (!running || (payment !== "due" && payment !== "overdue")) return null;
  return (
    <Banner
      tone={payment === "due" ? "info" : "warning"}
      title={t(`payment.${payment}.title`)}
      action={
        dueInvoiceUrl && (
          <LinkButton external href={dueInvoiceUrl} size="sm" variant={isPayer ? "primary" : "secondary"}>
            {t("seeInvoice")}
          </LinkButton>
        )
      }
    >
      {t(`payment.${payment}.body`)}
    </Banner>
  );
}
