import { useLocale, useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { TextLink } from "@/components/ui/text-link";
import { inLanguage } from "@/lib/domain/seller/seller";
import type { ContractsView } from "@/lib/features/license/contracts/agreement/read-contracts";
import { ContractFacts } from "./contract-facts";

export type TenantContract = {
  contracts: ContractsView;
  /** The tenant's sales rep; null while it has none. */
  rep: { name: string; email: string } | null;
};

/** The tenant's side of its contract: what was agreed and whom to ask. Nothing to buy. */
export function ContractCard({ contracts, rep }: TenantContract) {
  const t = useTranslations("contracts");
  const locale = useLocale();
  const { running, timeZone, seller } = contracts;
  const { email } = rep ?? seller;
  return (
    <Card title={running ? t("contract") : t("tenant.title")}>
      {running && <ContractFacts contract={running} timeZone={timeZone} />}
      <p className={running ? "mt-5 border-t pt-4" : undefined}>
        {rep
          ? t("tenant.rep", { name: rep.name })
          : t("tenant.noRep", { seller: inLanguage(seller.name, locale) })}{" "}
        {email && <TextLink href={`mailto:${email}`}>{t("tenant.repMail", { email })}</TextLink>}
        {!rep && seller.phone && (
          <>
            {" "}
            <TextLink href={`tel:${seller.phone.replace(/[^+\d]/g, "")}`}>
              {t("tenant.phone", { phone: seller.phone })}
            </TextLink>
          </>
        )}
      </p>
    </Card>
  );
}
