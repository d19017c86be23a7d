import { useLocale, useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { Chip } from "@/components/ui/chip";
import { LinkButton } from "@/components/ui/link-button";
import type { Statement } from "@/lib/features/billing/statements/read-statements";
import { formatMonth } from "@/lib/i18n/format";
import { stateOfStatement } from "./statement-rows";

/** Leads to the statements, and names the months that are still to be invoiced. */
export function StatementsNotice({ statements, href }: { statements: readonly Statement[]; href: string }) {
  const t = useTranslations("statements");
  const locale = useLocale();
  const open = statements.filter((statement) => stateOfStatement(statement) !== "done");
  return (
    <Card
      title={t("open")}
      description={t("openHint")}
      actions={
        <LinkButton size="sm" href={href}>
          {t("title")}
        </LinkButton>
      }
    >
      <ul className="flex flex-wrap gap-x-6 gap-y-2">
        {open.map((statement) => (
          <li key={`${statement.monthFrom} ${statement.currency}`}>
            {formatMonth(statement.monthFrom.slice(0, 7), locale)}{" "}
            <Chip tone={stateOfStatement(statement) === "differs" ? "bad" : "warn"}>
              {t(`states.${stateOfStatement(statement)}`)}
            </Chip>
          </li>
        ))}
      </ul>
    </Card>
  );
}
