"use client";

import { Plus, X } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Button, IconButton } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import type { AddonOption } from "@/lib/domain/catalog/component";
import { fixedOptionKeys } from "./component-key";
import { useFieldsScope } from "./fields-scope";
import { IntervalAmounts } from "./interval-amounts";
import { KeyField } from "./key-field";
import { LocalizedFields } from "./localized-fields";
import { LooseErrors } from "./loose-errors";
import { newOption } from "./new-component";
import { optionWithKeyOfName } from "./option-with-key-of-name";

type AddonOptionsProps = {
  path: string;
  /** The group that they belong to. */
  componentKey: string;
  options: AddonOption[];
  onChange: (options: AddonOption[]) => void;
};

/** The choices of a group, such as numbers of contacts. The first holds unless another is chosen. */
export function AddonOptions({ path, componentKey, options, onChange }: AddonOptionsProps) {
  const t = useTranslations("catalog.options");
  const locale = useLocale();
  const { fixedKeys } = useFieldsScope();
  const fixed = fixedOptionKeys(fixedKeys, componentKey);
  const keys = options.map(({ key }) => key);
  const change = (index: number, part: Partial<AddonOption>) =>
    onChange(
      options.map((option, at) =>
        at === index ? optionWithKeyOfName(option, { ...option, ...part }, keys, fixed) : option,
      ),
    );
  return (
    <fieldset className="grid min-w-0 gap-2">
      <legend className="mb-1.5 font-medium">{t("title")}</legend>
      <LooseErrors path={path} />
      <ol className="grid gap-2">
        {options.map((option, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an option's key follows its name while it is typed.
          <li key={index} className="grid gap-3 rounded-md border bg-paper p-3">
            <div className="flex items-center justify-between gap-3">
              <p className="flex items-center gap-2 font-medium text-sm">
                {option.name[locale] || t("number", { number: index + 1 })}
                {index === 0 && <Chip icon={null}>{t("default")}</Chip>}
              </p>
              <IconButton
                size="sm"
                label={t("remove", { number: index + 1 })}
                icon={<X aria-hidden="true" />}
                disabled={options.length <= 2}
                onClick={() => onChange(options.toSpliced(index, 1))}
              />
            </div>
            <LocalizedFields
              path={`${path}.${index}.name`}
              label={t("name")}
              value={option.name}
              onChange={(name) => change(index, { name })}
            />
            <div className="grid grid-cols-2 gap-4">
              <IntervalAmounts
                path={`${path}.${index}.amountMinor`}
                label={t("amount")}
                value={option.amountMinor}
                onChange={(amountMinor) => change(index, { amountMinor })}
              />
            </div>
            <div className="text-sm">
              <KeyField
                path={`${path}.${index}.key`}
                value={option.key}
                // Two options have the same key, and one of them has to change.
                isFixed={fixed.includes(option.key) && isOnly(option.key, keys)}
                hint={t("keyHint")}
                onChange={(key) => change(index, { key })}
              />
            </div>
          </li>
        ))}
      </ol>
      <div>
        <Button
          size="sm"
          icon={<Plus aria-hidden="true" />}
          onClick={() => onChange([...options, newOption(keys)])}
        >
          {t("add")}
        </Button>
      </div>
    </fieldset>
  );
}

const isOnly = (key: string, keys: readonly string[]) => keys.indexOf(key) === keys.lastIndexOf(key);
