"use client";

import { ArrowDown, ArrowUp, Trash2 } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useId, useRef } from "react";
import { IconButton } from "@/components/ui/button";
import { Switch } from "@/components/ui/switch";
import type { Component } from "@/lib/domain/catalog/component";
import { ComponentFields, ComponentMore } from "./component-fields";
import { fieldAnchor, useFieldsScope } from "./fields-scope";
import { KeyField } from "./key-field";
import { KindIcon } from "./kind-icon";
import { LocalizedFields } from "./localized-fields";
import { LooseErrors } from "./loose-errors";
import type { EditorChange } from "./plan-editor-state";
import { MeterField } from "./usage-fields";

type ComponentCardProps = {
  component: Component;
  index: number;
  count: number;
  /** It has just been added: the keyboard goes to its first field. */
  isNew: boolean;
  edit: (change: EditorChange) => void;
};

/** One component of the plan: what it is called, what it costs, and its place. */
export function ComponentCard({ component, index, count, isNew, edit }: ComponentCardProps) {
  const t = useTranslations("catalog.card");
  const locale = useLocale();
  const { fixedKeys } = useFieldsScope();
  const titleId = useId();
  const card = useRef<HTMLElement>(null);
  const path = `components.${index}`;
  const kind = t(`kinds.${component.kind}`);
  const name = component.name[locale] || component.name.en || kind;
  const change = (next: Component) => edit({ type: "component", index, component: next });
  useFirstFocus(card, isNew);
  const refocus = useKeptFocus(card, index);

  return (
    <section
      ref={card}
      id={fieldAnchor(path)}
      aria-labelledby={titleId}
      className="min-w-0 rounded-lg border bg-surface shadow-card"
    >
      <header className="flex items-center justify-between gap-3 border-b px-5 py-2.5 sm:px-6">
        <h3 id={titleId} className="flex min-w-0 items-center gap-2.5 font-semibold">
          <span className="text-ink-quiet">
            <KindIcon kind={component.kind} />
          </span>
          <span className="truncate">{name}</span>
          {name !== kind && <span className="shrink-0 font-normal text-ink-quiet text-sm">{kind}</span>}
        </h3>
        <div className="-mr-2 flex shrink-0">
          <IconButton
            size="sm"
            data-move="-1"
            label={t("moveUp", { name })}
            icon={<ArrowUp aria-hidden="true" />}
            disabled={index === 0}
            onClick={() => refocus(-1, () => edit({ type: "move", index, by: -1 }))}
          />
          <IconButton
            size="sm"
            data-move="1"
            label={t("moveDown", { name })}
            icon={<ArrowDown aria-hidden="true" />}
            disabled={index === count - 1}
            onClick={() => refocus(1, () => edit({ type: "move", index, by: 1 }))}
          />
          <IconButton
            size="sm"
            label={t("remove", { name })}
            icon={<Trash2 aria-hidden="true" />}
            onClick={() => edit({ type: "remove", index })}
          />
        </div>
      </header>
      <div className="@container grid gap-4 px-5 py-4 sm:px-6">
        <LooseErrors path={`${path}.kind`} />
        {component.kind === "usage" && <MeterField component={component} path={path} onChange={change} />}
        <LocalizedFields
          path={`${path}.name`}
          label={t("name")}
          value={component.name}
          onChange={(next) => change({ ...component, name: next })}
        />
        <ComponentFields component={component} path={path} onChange={change} />
        <Switch
          label={t("reducedTax")}
          hint={t("reducedTaxHint")}
          checked={component.taxCategory === "reduced"}
          onCheckedChange={(isReduced) =>
            change({ ...component, taxCategory: isReduced ? "reduced" : undefined })
          }
        />
        <div className="flex flex-wrap gap-x-6 gap-y-2 text-sm [&>details[open]]:basis-full">
          <ComponentMore component={component} path={path} onChange={change} />
          <KeyField
            path={`${path}.key`}
            value={component.key}
            isFixed={fixedKeys.includes(component.key)}
            hint={t("keyHint")}
            onChange={(key) => change({ ...component, key })}
          />
        </div>
      </div>
    </section>
  );
}

function useFirstFocus(card: React.RefObject<HTMLElement | null>, isNew: boolean) {
  const wasNew = useRef(isNew);
  useEffect(() => {
    if (!wasNew.current) return;
    card.current?.scrollIntoView({ block: "nearest" });
    card.current
      ?.querySelector<HTMLElement>("[role=combobox], input:not([aria-hidden=true])")
      ?.focus({ preventScroll: true });
  }, [card]);
}

/** A card that changes its place is moved in the page and loses the focus: the button that moved it gets it back. */
function useKeptFocus(card: React.RefObject<HTMLElement | null>, index: number) {
  const pressed = useRef<-1 | 1 | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it runs when the card has another place.
  useEffect(() => {
    if (pressed.current === null) return;
    const button = (by: number) =>
      card.current?.querySelector<HTMLButtonElement>(`[data-move="${by}"]:not([disabled])`);
    (button(pressed.current) ?? button(-pressed.current))?.focus();
    card.current?.scrollIntoView({ block: "nearest" });
    pressed.current = null;
  }, [index]);
  return (by: -1 | 1, move: () => void) => {
    pressed.current = by;
    move();
  };
}
