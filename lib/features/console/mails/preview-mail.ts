import { z } from "zod";
import { sellerOf, senderLines } from "@/lib/features/foundation/seller/seller-of";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { type Locale, locales } from "@/lib/i18n/locales";
import { translator } from "@/lib/i18n/translator";
import { type RenderedMail, renderMail } from "@/lib/mail/render";
import { type MailTemplate, mailTemplates } from "@/lib/mail/templates";
import { sampleFacts, sampleValues } from "./sample-values";

export type MailExample = RenderedMail & {
  template: MailTemplate;
  locale: Locale;
  /** All there are. */
  templates: readonly MailTemplate[];
};

/**
 * A mail as people get it, with the seller's own data and an example of everything else. Nothing is sent. An unknown name
 * shows the first mail about money.
 */
export const previewMail = useCase(staff("console.view"), {
  input: z.strictObject({
    template: z
      .unknown()
      .transform((name): MailTemplate => mailTemplates.find((each) => each === name) ?? "payment_received"),
    locale: z.enum(locales),
  }),
  async read({ tx, input: { template, locale } }): Promise<MailExample> {
    const problem = translator(locale, "mail")("problems.insufficient_funds");
    const mail = await renderMail({
      locale,
      template,
      values: sampleValues[locale],
      facts: sampleFacts(locale, problem)[template] ?? [],
      path: "/",
      sender: senderLines(await sellerOf(tx), locale),
    });
    return { ...mail, template, locale, templates: mailTemplates };
  },
});
