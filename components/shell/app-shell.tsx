import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Theme } from "@/lib/i18n/locales";
import { AccountMenu } from "./account-menu";
import { BottomNav } from "./bottom-nav";
import { Logo, LogoMark } from "./logo";
import { NavList } from "./nav-list";
import { LanguageSwitch, ThemeSwitch } from "./preference-choices";
import { ShellCommands } from "./shell-commands";
import type { NavGroup, ShellCommand, ShellLink, ShellUser, TenantChoice } from "./shell-types";
import { SkipLink } from "./skip-link";
import { TenantSwitcher } from "./tenant-switcher";

export type AppShellProps = {
  user: ShellUser;
  /** Already filtered by permission. */
  nav: readonly NavGroup[];
  tenants: readonly TenantChoice[];
  currentTenantId?: string;
  /** Where the mark leads. */
  homeHref: string;
  billingHref?: string;
  settingsHref?: string;
  /** A server action or a client function. */
  signOut: () => Promise<void>;
  commands?: readonly ShellCommand[];
  /** Where ⌘K finds tenants by what is typed: answers `?q=` with `{ found: ShellCommand[] }`. */
  searchHref?: string;
  /** Further places in the account menu. */
  accountLinks?: readonly ShellLink[];
  theme: Theme;
  /** Defaults to the address of the page. */
  currentPath?: string;
  /** Above everything: the demo's clock bar, 40 px high on a desktop. */
  bar?: ReactNode;
  children: ReactNode;
};

/** The frame of every signed-in page: top bar, navigation at the side or, on a phone, below. */
export function AppShell(props: AppShellProps) {
  const { user, nav, tenants, currentTenantId, homeHref, theme, currentPath, bar, children } = props;
  const t = useTranslations("shell");
  return (
    <>
      <SkipLink />
      {bar && (
        <aside
          data-shell-bar=""
          aria-label={t("bar")}
          className="z-30 sm:sticky print:hidden sm:top-0 sm:h-10"
        >
          {bar}
        </aside>
      )}
      <header className="sticky top-0 z-20 flex print:hidden h-14 items-center gap-1 border-b bg-surface px-3 sm:top-(--shell-bar) sm:px-4">
        <Link href={homeHref} aria-label={t("home")} className="shrink-0 rounded-md p-1">
          <span className="max-sm:hidden">
            <Logo />
          </span>
          <LogoMark className="sm:hidden" />
        </Link>
        {tenants.length > 0 && (
          <>
            <span aria-hidden="true" className="mx-1 h-5 w-px rotate-12 bg-line sm:mx-2" />
            <TenantSwitcher tenants={tenants} currentId={currentTenantId} />
          </>
        )}
        <div className="ml-auto flex items-center gap-0.5 sm:gap-1">
          <ShellCommands
            nav={nav}
            tenants={tenants}
            commands={props.commands}
            searchHref={props.searchHref}
          />
          <div className="hidden items-center gap-1 sm:flex">
            <LanguageSwitch />
            <ThemeSwitch theme={theme} />
          </div>
          <AccountMenu
            user={user}
            theme={theme}
            billingHref={props.billingHref}
            settingsHref={props.settingsHref}
            links={props.accountLinks}
            signOut={props.signOut}
          />
        </div>
      </header>
      <div className="mx-auto flex w-full max-w-[90rem]">
        <nav
          aria-label={t("mainNavigation")}
          className="sticky top-(--shell-top) hidden h-[calc(100dvh-var(--shell-top))] w-58 shrink-0 overflow-y-auto px-3 py-5 lg:block print:hidden"
        >
          <NavList groups={nav} currentPath={currentPath} />
        </nav>
        <main
          id="content"
          tabIndex={-1}
          className="min-w-0 flex-1 px-4 pt-6 pb-28 outline-none sm:px-8 lg:pt-8 lg:pb-16"
        >
          <div className="mx-auto max-w-[70rem]">{children}</div>
        </main>
      </div>
      <BottomNav groups={nav} currentPath={currentPath} />
    </>
  );
}
