"use client";

import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { isTyping } from "@/components/patterns/is-typing";
import { Dialog } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";

const keys = [
  { name: "commands", pressed: ["⌘K", "Ctrl K"] },
  { name: "next", pressed: ["j"] },
  { name: "previous", pressed: ["k"] },
  { name: "open", pressed: ["↵"] },
  { name: "choose", pressed: ["x"] },
  { name: "close", pressed: ["esc"] },
  { name: "help", pressed: ["?"] },
] as const;

type Props = { open: boolean; onOpenChange: (open: boolean) => void };

/** The list of keys. "?" opens it wherever nobody is typing. */
export function KeysHelp({ open, onOpenChange }: Props) {
  const t = useTranslations("shell.keyList");
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "?" || event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target))
        return;
      event.preventDefault();
      onOpenChange(true);
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [onOpenChange]);
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t("title")}>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] items-baseline gap-x-5 gap-y-2.5">
        {keys.map(({ name, pressed }) => (
          <div key={name} className="contents">
            <dt className="flex gap-1.5">
              {pressed.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dt>
            <dd>{t(name)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
