import { readFileSync } from "node:fs";
import path from "node:path";
import { createTranslator } from "next-intl";
import type { Locale } from "@/lib/i18n/locales";
import type { Messages } from "@/lib/i18n/messages";

/**
 * What the screens say in a language: `words("ja", "quotes")("acts.send")`. For promises that hold in both languages; a
 * promise about the words themselves spells them out.
 */
export function words<Area extends keyof Messages>(locale: Locale, area: Area) {
  // As files, because Node does not import JSON without an attribute that the app's own imports need not have.
  const file = path.join("lib", "i18n", "messages", locale, `${area}.json`);
  const messages = { [area]: JSON.parse(readFileSync(file, "utf8")) } as Messages;
  return createTranslator({ locale, messages, namespace: area, timeZone: "UTC" });
}
