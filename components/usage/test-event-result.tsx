"use client";

import { useTranslations } from "next-intl";
import { refusalText, ruleText } from "@/components/patterns/refusal";
import { Banner } from "@/components/ui/banner";
import { LinkButton } from "@/components/ui/link-button";
import { Table, Td, Th } from "@/components/ui/table";
import type { Refusal, Result } from "@/lib/domain/errors";
import type { TestEventAnswer } from "@/lib/features/console/usage-events/send-test-event";

type TestEventResultProps = {
  answer: Result<TestEventAnswer>;
  lookHref: (name: { tenant: string; eventKey: string }) => string;
  onLook: () => void;
};

/** The response to a test event. */
export function TestEventResult({ answer, lookHref, onLook }: TestEventResultProps) {
  const t = useTranslations("usage.test");
  if (!answer.ok) return <Rejected refusal={answer.refusal} />;
  const { outcome, isUncounted, isNotBilled, event } = answer.value;
  const notes = [isUncounted ? t("uncounted") : [], isNotBilled ? t("notBilled") : []].flat();
  return (
    <Banner
      tone={outcome === "new" ? "success" : outcome === "known" ? "info" : "warning"}
      announce
      title={t(outcome)}
      action={
        event && (
          <LinkButton size="sm" href={lookHref(event)} onClick={onLook} prefetch={false}>
            {t("look")}
          </LinkButton>
        )
      }
    >
      {notes.length > 0 && notes.join(" ")}
    </Banner>
  );
}

function Rejected({ refusal }: { refusal: Refusal }) {
  const t = useTranslations("usage.test");
  const errors = useTranslations("errors");
  const fields = refusal.fields ?? [];
  return (
    <div className="grid gap-3">
      <Banner
        tone="danger"
        announce
        title={fields.length > 0 ? t("rejected") : refusalText(errors, refusal)}
      />
      {fields.length > 0 && (
        <Table>
          <caption className="sr-only">{t("answer")}</caption>
          <thead>
            <tr>
              <Th>{t("field")}</Th>
              <Th>{t("rule")}</Th>
            </tr>
          </thead>
          <tbody>
            {fields.map((error) => (
              <tr key={`${error.field} ${error.rule}`}>
                <Td className="font-mono text-sm">{error.field}</Td>
                <Td>
                  <p>{ruleText(errors, error)}</p>
                  <p className="font-mono text-ink-quiet text-xs">{error.rule}</p>
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </div>
  );
}
