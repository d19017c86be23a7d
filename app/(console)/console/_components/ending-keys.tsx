import { getTranslations } from "next-intl/server";
import { Banner } from "@/components/ui/banner";
import { TextLink } from "@/components/ui/text-link";
import { orNotFound } from "@/lib/auth/guard";
import { may } from "@/lib/domain/access/actions";
import { rolesOf } from "@/lib/domain/access/actor";
import type { Context } from "@/lib/features/foundation/context/context";
import { listApiKeys } from "@/lib/features/people/api-keys/list-api-keys";

/** Which keys of the SaaS's servers end soon and have no successor, for those who can make one. */
export async function EndingKeys({ ctx }: { ctx: Context }) {
  if (!may(rolesOf(ctx.actor, null), "api_keys.manage")) return null;
  const [t, keys] = await Promise.all([getTranslations("keys"), listApiKeys(ctx, {}).then(orNotFound)]);
  const ending = keys.filter(({ endsSoon, isReplaced }) => endsSoon && !isReplaced);
  if (ending.length === 0) return null;
  return (
    <div className="mb-5">
      <Banner tone="warning" title={t("endingToday", { count: ending.length })}>
        {t("endingWhat")} <TextLink href="/console/settings/keys">{t("toKeys")}</TextLink>
      </Banner>
    </div>
  );
}
