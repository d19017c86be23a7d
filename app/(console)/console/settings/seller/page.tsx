import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { LogoCard } from "@/components/console/seller/logo-card";
import { RegistrationCard } from "@/components/console/seller/registration-card";
import { SellerCard } from "@/components/console/seller/seller-card";
import { PageHeader } from "@/components/ui/page-header";
import { orNotFound } from "@/lib/auth/guard";
import { may } from "@/lib/domain/access/actions";
import { rolesOf } from "@/lib/domain/access/actor";
import { checkRegistration } from "@/lib/features/foundation/seller/check-registration";
import { readSeller } from "@/lib/features/foundation/seller/save-seller";
import { openConsole } from "../../open-console";
import { registerAtStripe, saveLogo, saveSeller } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  await openConsole();
  return { title: (await getTranslations("seller"))("title") };
}

/** Who sells, as documents and mails say it. SaaS admins change it, the others look on. */
export default async function SellerPage() {
  const { ctx } = await openConsole();
  const [t, seller, check] = await Promise.all([
    getTranslations("seller"),
    readSeller(ctx, {}).then(orNotFound),
    checkRegistration(ctx, {}),
  ]);
  const mayEdit = may(rolesOf(ctx.actor, null), "seller.edit");
  return (
    <>
      <PageHeader title={t("title")} lead={mayEdit ? t("lead") : `${t("lead")} ${t("onlyAdmins")}`} />
      <div className="grid gap-5">
        <SellerCard seller={seller} save={mayEdit ? saveSeller : null} />
        <RegistrationCard check={check} register={mayEdit ? registerAtStripe : null} />
        <LogoCard logoHash={seller.logoHash} save={mayEdit ? saveLogo : null} />
      </div>
    </>
  );
}
