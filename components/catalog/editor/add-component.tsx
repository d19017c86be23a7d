"use client";

import { ChevronDown, Plus } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import type { AddonComponent, Component, ComponentKind } from "@/lib/domain/catalog/component";
import { keysOf } from "./component-key";
import { KindIcon } from "./kind-icon";
import { newComponent } from "./new-component";

type AddComponentProps = {
  components: readonly Component[];
  /** What the catalog has to copy from. */
  addOns: readonly AddonComponent[];
  onAdd: (component: Component) => void;
};

const kinds = ["base", "seats", "usage", "on_demand"] as const;

/** One button for each kind; a plan has at most one base and one kind of seats. */
export function AddComponent({ components, addOns, onAdd }: AddComponentProps) {
  const t = useTranslations("catalog.add");
  const locale = useLocale();
  const has = (kind: ComponentKind) => components.some((component) => component.kind === kind);
  const addNew = (kind: ComponentKind) => onAdd(newComponent(kind, keysOf(components)));
  return (
    <div className="rounded-lg border border-outline/50 border-dashed px-5 py-4 sm:px-6">
      <p className="mb-2.5 text-ink-soft text-sm">{t("title")}</p>
      <div className="flex flex-wrap gap-2">
        {kinds.map((kind) => (
          <Button
            key={kind}
            size="sm"
            icon={<KindIcon kind={kind} />}
            disabled={(kind === "base" || kind === "seats") && has(kind)}
            onClick={() => addNew(kind)}
          >
            {t(kind)}
          </Button>
        ))}
        {addOns.length === 0 ? (
          <Button size="sm" icon={<KindIcon kind="addon" />} onClick={() => addNew("addon")}>
            {t("addon")}
          </Button>
        ) : (
          <Menu
            align="start"
            trigger={
              <Button size="sm" icon={<KindIcon kind="addon" />} iconEnd={<ChevronDown aria-hidden="true" />}>
                {t("addon")}
              </Button>
            }
          >
            <MenuItem icon={<Plus />} onClick={() => addNew("addon")}>
              {t("ownAddon")}
            </MenuItem>
            <MenuSeparator />
            {addOns.map((addOn) => (
              <MenuItem key={addOn.key} icon={<KindIcon kind="addon" />} onClick={() => onAdd(addOn)}>
                {t("fromCatalog", { name: addOn.name[locale] })}
              </MenuItem>
            ))}
          </Menu>
        )}
      </div>
    </div>
  );
}
