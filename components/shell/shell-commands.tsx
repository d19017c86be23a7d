"use client";

import { Building2, Keyboard, Languages, Search, SunMoon, Zap } from "lucide-react";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import type { CommandGroup } from "@/components/ui/command-menu";
import { Kbd } from "@/components/ui/kbd";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import { localeNames, locales, themes } from "@/lib/i18n/locales";
import { KeysHelp } from "./keys-help";
import { type PageAct, usePageActs } from "./page-acts";
import type { NavGroup, ShellCommand, TenantChoice } from "./shell-types";
import { useFoundTenants } from "./use-found-tenants";
import { usePreference } from "./use-preference";

/** Fetched when it is first asked for: most visits never open it, and it weighs as much as the rest of the shell. */
const CommandMenu = dynamic(
  () => import("@/components/ui/command-menu").then((module) => module.CommandMenu),
  {
    ssr: false,
  },
);

type Props = {
  nav: readonly NavGroup[];
  tenants: readonly TenantChoice[];
  commands?: readonly ShellCommand[];
  searchHref?: string;
};

/** ⌘K for the whole shell: pages, tenants, the acts of the reader and of the page, and the preferences. */
export function ShellCommands({ nav, tenants, commands = [], searchHref }: Props) {
  const t = useTranslations("shell");
  const router = useRouter();
  const { prefer } = usePreference();
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState(false);
  const [words, setWords] = useState("");
  const [helps, setHelps] = useState(false);
  const acts = usePageActs();
  const found = useFoundTenants(searchHref, open ? words : "");

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (
        event.key.toLowerCase() !== "k" ||
        !(event.metaKey || event.ctrlKey) ||
        event.shiftKey ||
        event.altKey
      )
        return;
      event.preventDefault();
      setWanted(true);
      setOpen((now) => !now);
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);

  const go = (href: string) => () => router.push(href);
  const itemOf = (act: PageAct) => ({
    label: act.label,
    hint: act.hint,
    icon: act.icon ?? <Zap />,
    id: `act:${"href" in act ? act.href : act.id}`,
    onSelect: "href" in act ? go(act.href) : act.run,
  });
  const groups: CommandGroup[] = [
    {
      value: t("acts"),
      items: [
        ...acts.filter((act) => "href" in act).map(itemOf),
        ...commands.map((command) => ({
          ...command,
          id: `command:${command.href}`,
          icon: <Zap />,
          onSelect: go(command.href),
        })),
        // What happens at once stands after what only opens something: enter alone must not do it.
        ...acts.filter((act) => "run" in act).map(itemOf),
        {
          id: "keys",
          label: t("keyList.title"),
          hint: "?",
          icon: <Keyboard />,
          onSelect: () => setHelps(true),
        },
      ],
    },
    {
      value: t("pages"),
      items: [
        ...nav.flatMap((group) =>
          group.items.map(({ href, label, icon }) => ({
            id: href,
            label,
            icon,
            hint: group.label,
            onSelect: go(href),
          })),
        ),
      ],
    },
    {
      value: t("nav.tenants"),
      items: [
        ...tenants.map(({ id, name, href }) => ({ id: `tenant:${id}`, label: name, href })),
        // What the server found by other words than the name must not be lost here.
        ...found.map(({ href, ...item }) => ({ ...item, id: `found:${href}`, href, keywords: words })),
      ].map((item) => ({ ...item, icon: <Building2 />, onSelect: go(item.href) })),
    },
    {
      value: t("preferences"),
      items: [
        ...locales.map((locale) => ({
          id: locale,
          label: localeNames[locale],
          keywords: t("language"),
          hint: t("language"),
          icon: <Languages />,
          onSelect: () => prefer({ locale }),
        })),
        ...themes.map((theme) => ({
          id: theme,
          label: t(`themes.${theme}`),
          keywords: t("theme"),
          hint: t("theme"),
          icon: <SunMoon />,
          onSelect: () => prefer({ theme }),
        })),
      ],
    },
  ].filter((group) => group.items.length > 0);

  return (
    <>
      <Button
        variant="quiet"
        aria-keyshortcuts="Meta+K Control+K"
        onClick={() => {
          setWanted(true);
          setOpen(true);
        }}
        icon={<Search aria-hidden="true" />}
        className="px-2.5 md:border md:bg-paper md:pr-1.5"
      >
        <VisuallyHidden>{t("commands")}</VisuallyHidden>
        <span aria-hidden="true" className="hidden items-center gap-6 font-normal text-ink-quiet md:flex">
          {t("search")}
          <Kbd>⌘K</Kbd>
        </span>
      </Button>
      {wanted && <CommandMenu open={open} onOpenChange={setOpen} groups={groups} onType={setWords} />}
      <KeysHelp open={helps} onOpenChange={setHelps} />
    </>
  );
}
