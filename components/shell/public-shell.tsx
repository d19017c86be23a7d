import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Theme } from "@/lib/i18n/locales";
import { Logo } from "./logo";
import { LanguageSwitch, ThemeSwitch } from "./preference-choices";
import { SkipLink } from "./skip-link";

type PublicShellProps = {
  theme: Theme;
  /** The demo says so on every page. */
  isDemo: boolean;
  /** `narrow` for a form, `wide` for a list of people to sign in as. */
  size?: "narrow" | "wide";
  children: ReactNode;
};

/** The frame of pages before signing in: nothing but the mark, the language and what is asked. */
export function PublicShell({ theme, isDemo, size = "narrow", children }: PublicShellProps) {
  const t = useTranslations("shell");
  const demo = useTranslations("demo");
  return (
    <div className="flex min-h-dvh flex-col">
      <SkipLink />
      {isDemo && (
        <aside
          aria-label={t("bar")}
          className="border-b bg-wash px-4 py-1.5 text-center text-ink-soft text-sm"
        >
          {demo("everywhere")}
        </aside>
      )}
      <header className="flex print:hidden h-14 items-center justify-between px-4 sm:px-6">
        <Link href="/" aria-label={t("home")} className="rounded-md p-1">
          <Logo />
        </Link>
        <div className="flex items-center gap-1">
          <LanguageSwitch />
          <ThemeSwitch theme={theme} />
        </div>
      </header>
      <main
        id="content"
        tabIndex={-1}
        className="flex flex-1 justify-center px-4 pt-[8vh] pb-16 outline-none"
      >
        <div className={size === "narrow" ? "w-full max-w-sm" : "w-full max-w-3xl"}>{children}</div>
      </main>
    </div>
  );
}
