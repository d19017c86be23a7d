import { render } from "@react-email/render";
import { createElement } from "react";
import { publicUrl } from "@/lib/env";
import type { Locale } from "@/lib/i18n/locales";
import { translator } from "@/lib/i18n/translator";
import { type Letter, LetterPage } from "./letter";
import { type MailFact, type MailTemplate, openedByButton } from "./templates";

export type RenderedMail = { subject: string; text: string; html: string };

/** A mail in the reader's language, as text and as HTML: both say the same, down to the link that it is about and who sends it. */
export async function renderMail(mail: {
  locale: Locale;
  template: MailTemplate;
  values: Record<string, string>;
  facts: readonly MailFact[];
  /** From the root, or a whole address. */
  path: string;
  /** Who sends it, in lines, the name first. */
  sender: readonly string[];
}): Promise<RenderedMail> {
  const { locale, template, values, path, sender } = mail;
  const t = translator(locale, "mail");
  const letter: Letter = {
    locale,
    subject: t(`${template}.subject`, values as never),
    paragraphs: t(`${template}.body`, values as never).split("\n\n"),
    facts: mail.facts.map(({ name, value }) => ({ label: t(`facts.${name}`), value })),
    button: {
      label: t(`open.${openedByButton(template)}`),
      url: path.startsWith("http") ? path : `${publicUrl()}${path}`,
    },
    sender,
    signature: t("signature"),
  };
  return { subject: letter.subject, text: textOf(letter), html: await htmlOf(letter) };
}

function textOf({ paragraphs, facts, button, sender, signature }: Letter): string {
  const table = facts.map(({ label, value }) => `${label}: ${value}`).join("\n");
  const end = [...sender, signature].join("\n");
  return `${[...paragraphs, table, button.url, end].filter(Boolean).join("\n\n")}\n`;
}

const htmlOf = (letter: Letter): Promise<string> => render(createElement(LetterPage, letter));
