"use client";

import { Languages, Monitor, Moon, Sun, SunMoon } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { IconButton } from "@/components/ui/button";
import { Menu, MenuChoice } from "@/components/ui/menu";
import { localeNames, locales, type Theme, themes } from "@/lib/i18n/locales";
import { usePreference } from "./use-preference";

const themeIcons = { system: <Monitor />, light: <Sun />, dark: <Moon /> } as const;

/** The languages, for a menu. */
export function LanguageChoice() {
  const t = useTranslations("shell");
  const { prefer } = usePreference();
  return (
    <MenuChoice
      label={t("language")}
      value={useLocale()}
      onValueChange={(locale) => prefer({ locale })}
      options={locales.map((locale) => ({ value: locale, label: localeNames[locale], lang: locale }))}
    />
  );
}

/** The themes, for a menu. `theme` is what the cookie says; a later choice is held here until the page is new. */
export function ThemeChoice({ theme }: { theme: Theme }) {
  const t = useTranslations("shell");
  const { prefer } = usePreference();
  const [chosen, setChosen] = useState(theme);
  return (
    <MenuChoice
      label={t("theme")}
      value={chosen}
      onValueChange={(next) => {
        setChosen(next);
        prefer({ theme: next });
      }}
      options={themes.map((value) => ({ value, label: t(`themes.${value}`), icon: themeIcons[value] }))}
    />
  );
}

export function LanguageSwitch() {
  const t = useTranslations("shell");
  return (
    <Menu trigger={<IconButton label={t("language")} icon={<Languages aria-hidden="true" />} />}>
      <LanguageChoice />
    </Menu>
  );
}

export function ThemeSwitch({ theme }: { theme: Theme }) {
  const t = useTranslations("shell");
  return (
    <Menu trigger={<IconButton label={t("theme")} icon={<SunMoon aria-hidden="true" />} />}>
      <ThemeChoice theme={theme} />
    </Menu>
  );
}
