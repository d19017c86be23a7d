import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { buttonStyle } from "@/components/ui/button-style";

/** Takes the quote home. A download is not a page: the browser asks for it itself, and stays where it is. */
export function PdfLink({ href }: { href: string }) {
  const t = useTranslations("quotes.quote");
  return (
    <a href={href} download className={buttonStyle({})}>
      <Download aria-hidden="true" />
      {t("pdf")}
    </a>
  );
}
