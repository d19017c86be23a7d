import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { buttonStyle } from "@/components/ui/button-style";

/** Downloads the quote. It is a plain link, because the browser stays on the page during a download. */
export function PdfLink({ href }: { href: string }) {
  const t = useTranslations("quotes.quote");
  return (
    <a href={href} download className={buttonStyle({})}>
      <Download aria-hidden="true" />
      {t("pdf")}
    </a>
  );
}
