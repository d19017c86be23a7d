import { expect, test } from "vitest";
import { unknownSeller } from "@/lib/domain/seller/seller";
import { saveSeller } from "@/lib/features/foundation/seller/save-seller";
import { mailTemplates } from "@/lib/mail/templates";
import { asUser, makeUser } from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";
import { previewMail } from "./preview-mail";

useDatabase();

test("every mail can be looked at in both languages, with nothing missing and the seller at its foot", async () => {
  const admin = asUser(await makeUser("admin"), "admin");
  const { logoHash: _, ...seller } = unknownSeller;
  const saved = await saveSeller(admin, { ...seller, name: { en: "Acme Inc.", ja: "株式会社アクメ" } });
  expect(saved).toMatchObject({ ok: true });
  const support = asUser(await makeUser("support"), "support");
  for (const [locale, name] of [
    ["en", "Acme Inc."],
    ["ja", "株式会社アクメ"],
  ] as const)
    for (const template of mailTemplates) {
      const mail = await previewMail(support, { template, locale });
      if (!mail.ok) throw new Error(`${template} in ${locale}`);
      const { subject, text, html } = mail.value;
      expect(`${subject}${text}`).not.toMatch(/[{}]|mail\./);
      for (const shown of [text, html]) expect(shown).toContain(name);
    }
});
