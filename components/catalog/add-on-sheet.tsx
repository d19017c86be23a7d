"use client";

import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { useProblemWords } from "@/components/catalog/editor/use-problem-words";
import { refusalText } from "@/components/patterns/refusal";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { DialogClose } from "@/components/ui/dialog";
import { Select } from "@/components/ui/select";
import { Sheet } from "@/components/ui/sheet";
import { TextInput } from "@/components/ui/text-input";
import { useToast } from "@/components/ui/toast";
import { blankPlan } from "@/lib/domain/catalog/blank";
import type { AddonComponent } from "@/lib/domain/catalog/component";
import type { Refusal } from "@/lib/domain/errors";
import type { archiveAddOn } from "@/lib/features/catalog/add-ons/archive-add-on";
import type { AddOnView } from "@/lib/features/catalog/add-ons/list-add-ons";
import type { saveAddOn } from "@/lib/features/catalog/add-ons/save-add-on";
import type { ActionOf } from "@/lib/features/foundation/use-case/use-case";
import { currencyOptions } from "./currency-options";
import { AddonFields } from "./editor/addon-fields";
import { changeCurrency } from "./editor/change-currency";
import { keyFromName } from "./editor/component-key";
import { FieldsScopeProvider } from "./editor/fields-scope";
import { LocalizedFields } from "./editor/localized-fields";
import { newComponent } from "./editor/new-component";
import { PlanField } from "./editor/plan-field";

export type AddOnActions = {
  saveAddOn: ActionOf<typeof saveAddOn>;
  archiveAddOn: ActionOf<typeof archiveAddOn>;
};

type AddOnSheetProps = { addOn: AddOnView | null; actions: AddOnActions; currency: string };

/** An add-on of the catalog, with the same fields that it has in a plan. */
export function AddOnSheet({ addOn, actions, currency: usualCurrency }: AddOnSheetProps) {
  const t = useTranslations("catalog.addOns");
  const common = useTranslations("common");
  const errors = useTranslations("errors");
  const saving = useTranslations("catalog.saving");
  const locale = useLocale();
  const router = useRouter();
  const toast = useToast();
  const words = useProblemWords();
  const start = (): AddonComponent =>
    addOn?.definition ?? {
      ...(newComponent("addon", []) as AddonComponent),
      key: "",
      currency: usualCurrency,
    };
  const [open, setOpen] = useState(false);
  const [definition, setDefinition] = useState(start);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [pending, startTransition] = useTransition();
  const currency = definition.currency ?? usualCurrency;
  const name = addOn?.definition.name[locale] ?? "";

  function change(next: AddonComponent) {
    const follows = addOn === null && definition.key === keyFromName(definition.name.en);
    setDefinition(
      follows && next.key === definition.key ? { ...next, key: keyFromName(next.name.en) } : next,
    );
  }

  function show(next: boolean) {
    if (pending) return;
    if (next) setDefinition(start());
    setRefusal(null);
    setFailure(null);
    setOpen(next);
  }

  function save() {
    startTransition(async () => {
      try {
        const result = await actions.saveAddOn({ id: addOn?.id ?? null, definition });
        setFailure(result.ok ? null : refusalText(errors, result.refusal));
        if (!result.ok) return setRefusal(result.refusal);
        setOpen(false);
        toast({ title: common("saved") });
        router.refresh();
      } catch {
        setFailure(saving("notSent"));
      }
    });
  }

  const problemsAt = (path: string) => ({
    errors: (refusal?.fields ?? []).filter(({ field }) => field === path).map(words),
    warnings: [],
    isMissing: false,
  });
  return (
    <Sheet
      open={open}
      onOpenChange={show}
      trigger={
        addOn ? (
          <Button size="sm" aria-label={t("editNamed", { name })}>
            {t("edit")}
          </Button>
        ) : (
          <Button variant="primary" icon={<Plus aria-hidden="true" />}>
            {t("new")}
          </Button>
        )
      }
      title={addOn ? t("editNamed", { name }) : t("new")}
      description={t("sheetLead")}
      footer={
        <>
          <DialogClose>
            <Button disabled={pending}>{common("cancel")}</Button>
          </DialogClose>
          <Button variant="primary" pending={pending} onClick={save}>
            {addOn ? common("save") : t("create")}
          </Button>
        </>
      }
    >
      <FieldsScopeProvider value={{ currency, meters: [], fixedKeys: [], problemsAt, showMissing: true }}>
        <div className="@container grid gap-4">
          {failure && <Banner tone="danger" announce title={failure} />}
          <LocalizedFields
            path="definition.name"
            label={t("name")}
            value={definition.name}
            onChange={(next) => change({ ...definition, name: next })}
          />
          <PlanField path="definition.currency" label={t("currency")}>
            <Select
              value={currency}
              options={currencyOptions(currency, locale)}
              onValueChange={(to) => change(inCurrency(definition, currency, to))}
            />
          </PlanField>
          <AddonFields component={definition} path="definition" onChange={change} />
          <PlanField
            path="definition.key"
            label={t("key")}
            hint={addOn ? t("keyStays") : t("keyHint")}
            disabled={addOn !== null}
          >
            <TextInput
              value={definition.key}
              autoComplete="off"
              spellCheck={false}
              className="font-mono"
              onValueChange={(key) => setDefinition({ ...definition, key })}
            />
          </PlanField>
        </div>
      </FieldsScopeProvider>
    </Sheet>
  );
}

function inCurrency(definition: AddonComponent, from: string, to: string): AddonComponent {
  const [moved] = changeCurrency({ ...blankPlan(from), components: [definition] }, to).components;
  return { ...(moved as AddonComponent), currency: to };
}
