import type { LocalizedText } from "@/lib/domain/catalog/plan";
import { negotiateLocale } from "@/lib/i18n/negotiate-locale";
import type { ApiContext } from "../environment";

/** SaaSus has one display name; it is read in the language of the request. */
export const nameRead = (c: ApiContext, name: LocalizedText): string =>
  name[negotiateLocale(undefined, c.req.header("accept-language") ?? null)];

/** A new display name holds for both languages. If the name that was read is sent back, neither changes. */
export const nameInBoth = (c: ApiContext, present: LocalizedText, sent: string): LocalizedText =>
  sent === nameRead(c, present) ? present : { en: sent, ja: sent };
