"use client";

import { useRouter } from "next/navigation";
import { useTransition } from "react";
import type { Locale, Theme } from "@/lib/i18n/locales";

/**
 * Keeps a preference of the reader and shows it at once. The theme changes before the server knows; the language
 * needs the page again, whose state (scroll, open sheets, typed text) stays.
 */
export function usePreference() {
  const router = useRouter();
  const [pending, startTransition] = useTransition();

  function prefer(preference: { locale: Locale } | { theme: Theme }) {
    if ("theme" in preference) showTheme(preference.theme);
    startTransition(async () => {
      await fetch("/preferences", { method: "POST", body: new URLSearchParams(preference) });
      router.refresh();
    });
  }

  return { prefer, pending };
}

function showTheme(theme: Theme) {
  const root = document.documentElement;
  if (theme === "system") delete root.dataset.theme;
  else root.dataset.theme = theme;
}
