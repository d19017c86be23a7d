"use client";

import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { FormField } from "@/components/patterns/action-form";
import { TextInput } from "@/components/ui/text-input";
import { isInKana, nameAlone, proposeSlug, proposeSlugOfEmail, slugLength } from "@/lib/domain/tenant/slug";

/** The name, the address that follows it until it is written by hand, and the owner's mail address. */
export function NameAndAddresses() {
  const t = useTranslations("tenantSettings.create");
  const typed = useRef({ name: "", email: "" });
  const [slug, setSlug] = useState("");
  const [isOwn, setIsOwn] = useState(false);

  async function propose(change: Partial<typeof typed.current>) {
    const now = { ...typed.current, ...change };
    typed.current = now;
    const proposed = await slugOf(now.name, now.email);
    // Reading kana takes a moment, in which more may have been typed.
    if (typed.current === now) setSlug((known) => (isOwn ? known : proposed));
  }

  return (
    <>
      <FormField name="name" label={t("name")}>
        <TextInput autoComplete="off" maxLength={120} onValueChange={(name) => void propose({ name })} />
      </FormField>
      <FormField name="ownerEmail" label={t("ownerEmail")} hint={t("ownerEmailHint")}>
        <TextInput
          type="email"
          autoComplete="off"
          maxLength={254}
          spellCheck={false}
          onValueChange={(email) => void propose({ email })}
        />
      </FormField>
      <FormField name="slug" label={t("slug")} hint={t("slugHint")}>
        <TextInput
          value={slug}
          onValueChange={(text) => {
            setSlug(text);
            setIsOwn(text !== "");
          }}
          autoComplete="off"
          spellCheck={false}
          maxLength={slugLength.maximum}
          className="font-mono"
        />
      </FormField>
    </>
  );
}

/** From the name's letters or kana; a name in kanji alone cannot be read, so the owner's mail address stands for it. */
async function slugOf(name: string, email: string): Promise<string> {
  // Fetched when a name has kana: most have none.
  const read = isInKana(name) ? (await import("wanakana")).toRomaji(nameAlone(name)) : name;
  return proposeSlug(read) || proposeSlugOfEmail(email);
}
