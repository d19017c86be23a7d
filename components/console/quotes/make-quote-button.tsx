"use client";

import { FileText } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useFoundTenants } from "@/components/shell/use-found-tenants";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Sheet } from "@/components/ui/sheet";
import { TextInput } from "@/components/ui/text-input";
import { TextLink } from "@/components/ui/text-link";

/** From an estimate to a quote: asks for the tenant, and takes the estimate along in the address. */
export function MakeQuoteButton({ query }: { query: string }) {
  const t = useTranslations("quotes");
  const [open, setOpen] = useState(false);
  const [words, setWords] = useState("");
  const found = useFoundTenants("/console/search", words);
  return (
    <Sheet
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button variant="primary" icon={<FileText aria-hidden="true" />}>
          {t("acts.make")}
        </Button>
      }
      title={t("choose.title")}
      description={t("choose.lead")}
    >
      <Field label={t("choose.search")} hint={t("choose.hint")}>
        <TextInput value={words} onValueChange={setWords} autoComplete="off" spellCheck={false} />
      </Field>
      <ul className="mt-4 divide-y" aria-live="polite">
        {found.map(({ href, label, hint }) => (
          <li key={href} className="py-2.5">
            <TextLink href={`${href}/quotes/new?${query}`}>{label}</TextLink>
            {hint && <span className="ml-2 text-ink-quiet text-sm">{hint}</span>}
          </li>
        ))}
        {words.trim() !== "" && found.length === 0 && (
          <li className="py-2.5 text-ink-quiet">{t("choose.none")}</li>
        )}
      </ul>
    </Sheet>
  );
}
