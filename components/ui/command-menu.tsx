"use client";

import { Autocomplete } from "@base-ui/react/autocomplete";
import { Dialog } from "@base-ui/react/dialog";
import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { cx } from "./cx";
import { Kbd } from "./kbd";
import { backdropStyle, popupItemStyle } from "./popup-style";

export type CommandItem = {
  id: string;
  label: string;
  /** Found by these words too, such as the name in the other language. */
  keywords?: string;
  hint?: string;
  icon?: ReactNode;
  onSelect: () => void;
};

export type CommandGroup = { value: string; items: CommandItem[] };

type CommandMenuProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  groups: CommandGroup[];
  /** Called with the typed text, so that the caller can add what it finds elsewhere to `groups`. */
  onType?: (words: string) => void;
};

/** ⌘K: type a word, go there. The caller holds `open`. */
export function CommandMenu({ open, onOpenChange, groups, onType }: CommandMenuProps) {
  const t = useTranslations("common.commands");
  const key = (keys: ReactNode) => <Kbd>{keys}</Kbd>;
  return (
    <Dialog.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      <Dialog.Portal>
        <Dialog.Backdrop className={backdropStyle} />
        <Dialog.Viewport className="fixed inset-0 z-40 flex items-start justify-center px-3 pt-[12vh] pb-3">
          <Dialog.Popup className="flex max-h-full w-full max-w-xl flex-col overflow-hidden rounded-xl border bg-raised shadow-popup outline-none transition-[opacity,translate] data-ending-style:-translate-y-1 data-ending-style:opacity-0 data-starting-style:-translate-y-1 data-starting-style:opacity-0">
            <Dialog.Title className="sr-only">{t("title")}</Dialog.Title>
            <Autocomplete.Root
              open
              inline
              autoHighlight="always"
              keepHighlight
              items={groups}
              onValueChange={(words) => onType?.(words)}
              itemToStringValue={(item: CommandItem) => `${item.label} ${item.keywords ?? ""}`}
            >
              <div className="flex items-center gap-2.5 border-b px-4">
                <Search aria-hidden="true" className="size-4 shrink-0 text-ink-quiet" />
                <Autocomplete.Input
                  aria-label={t("title")}
                  placeholder={t("placeholder")}
                  className="h-12 w-full min-w-0 bg-transparent text-lg outline-none placeholder:text-ink-quiet"
                />
              </div>
              <Autocomplete.Empty>
                <p className="px-4 py-8 text-center text-ink-quiet">{t("nothing")}</p>
              </Autocomplete.Empty>
              <Autocomplete.List className="max-h-[min(55dvh,26rem)] min-h-0 overflow-y-auto overscroll-contain p-1.5 empty:p-0">
                {(group: CommandGroup) => (
                  <Autocomplete.Group key={group.value} items={group.items} className="not-first:mt-1.5">
                    <Autocomplete.GroupLabel className="px-2.5 pt-1.5 pb-1 font-medium text-ink-quiet text-xs">
                      {group.value}
                    </Autocomplete.GroupLabel>
                    <Autocomplete.Collection>
                      {(item: CommandItem) => (
                        <Autocomplete.Item
                          key={item.id}
                          value={item}
                          onClick={() => {
                            onOpenChange(false);
                            item.onSelect();
                          }}
                          className={cx(popupItemStyle, "scroll-my-1.5")}
                        >
                          <span aria-hidden="true" className="text-ink-quiet">
                            {item.icon}
                          </span>
                          <span className="min-w-0 flex-1 truncate">{item.label}</span>
                          {item.hint && (
                            <span className="max-w-3/5 shrink-0 truncate text-ink-quiet text-sm">
                              {item.hint}
                            </span>
                          )}
                        </Autocomplete.Item>
                      )}
                    </Autocomplete.Collection>
                  </Autocomplete.Group>
                )}
              </Autocomplete.List>
              <p className="border-t px-4 py-2 text-ink-quiet text-sm max-sm:hidden">
                {t.rich("hint", { kbd: key })}
              </p>
            </Autocomplete.Root>
          </Dialog.Popup>
        </Dialog.Viewport>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
