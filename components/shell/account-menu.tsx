"use client";

import { LogOut, ReceiptText, Settings } from "lucide-react";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Menu, MenuItem, MenuLink, MenuSeparator } from "@/components/ui/menu";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import type { Theme } from "@/lib/i18n/locales";
import { LanguageChoice, ThemeChoice } from "./preference-choices";
import type { ShellLink, ShellUser } from "./shell-types";

type AccountMenuProps = {
  user: ShellUser;
  theme: Theme;
  /** Absent where there is no tenant, or no permission to see its billing. */
  billingHref?: string;
  settingsHref?: string;
  links?: readonly ShellLink[];
  signOut: () => Promise<void>;
};

/** The name at the upper right: the way to the Billing Dashboard, to settings, and out. */
export function AccountMenu(props: AccountMenuProps) {
  const { user, theme, billingHref, settingsHref, links = [], signOut } = props;
  const t = useTranslations("shell");
  const [leaving, startLeaving] = useTransition();
  return (
    <Menu
      className="w-64"
      trigger={
        <Button variant="quiet" pending={leaving} className="max-w-44 px-1.5 sm:px-2">
          <Initial name={user.name} />
          <VisuallyHidden>{t("accountMenu", { name: user.name })}</VisuallyHidden>
          <span aria-hidden="true" className="hidden min-w-0 truncate sm:block">
            {user.name}
          </span>
        </Button>
      }
    >
      <div className="px-2.5 py-2">
        <p className="truncate font-medium">{user.name}</p>
        <p className="truncate text-ink-quiet text-sm">{user.email}</p>
      </div>
      <MenuSeparator />
      {billingHref && (
        <MenuLink href={billingHref} icon={<ReceiptText />}>
          {t("billingDashboard")}
        </MenuLink>
      )}
      {settingsHref && (
        <MenuLink href={settingsHref} icon={<Settings />}>
          {t("settings")}
        </MenuLink>
      )}
      {links.map(({ href, label, icon }) => (
        <MenuLink key={href} href={href} icon={icon}>
          {label}
        </MenuLink>
      ))}
      {(billingHref || settingsHref || links.length > 0) && <MenuSeparator />}
      {/* On a phone the top bar has no room for these two. */}
      <div className="sm:hidden">
        <LanguageChoice />
        <ThemeChoice theme={theme} />
        <MenuSeparator />
      </div>
      <MenuItem icon={<LogOut />} onClick={() => startLeaving(signOut)}>
        {t("signOut")}
      </MenuItem>
    </Menu>
  );
}

function Initial({ name }: { name: string }) {
  return (
    <span
      aria-hidden="true"
      className="grid size-7 shrink-0 place-items-center rounded-full bg-action-wash font-semibold text-action text-sm"
    >
      {[...name.trim()][0]?.toUpperCase()}
    </span>
  );
}
