import { NextIntlClientProvider } from "next-intl";
import { getMessages } from "next-intl/server";
import type { ReactNode } from "react";
import type { Locale } from "@/lib/i18n/locales";
import { ClientProviders } from "./client-providers";

/** What every page stands in: its words, its nonce, toasts, and the cache of client reads. */
export async function Providers({
  locale,
  nonce,
  children,
}: {
  locale: Locale;
  nonce?: string;
  children: ReactNode;
}) {
  // Mails are written on the server; their words need not travel to the browser.
  const { mail: _, ...messages } = await getMessages();
  return (
    <NextIntlClientProvider locale={locale} messages={messages}>
      <ClientProviders nonce={nonce} japanese={locale === "ja"}>
        {children}
      </ClientProviders>
    </NextIntlClientProvider>
  );
}
