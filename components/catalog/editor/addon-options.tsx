"use client";

import { Plus, X } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Button, IconButton } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import type { AddonOption } from "@/lib/domain/catalog/component";
import { freeKey, keyFromName } from "./component-key";
import { IntervalAmounts } from "./interval-amounts";
import { LocalizedFields } from "./localized-fields";
import { LooseErrors } from "./loose-errors";
import { newOption } from "./new-component";

type AddonOptionsProps = {
  path: string;
  options: AddonOption[];
  onChange: (options: AddonOption[]) => void;
};

/** The choices of a group, such as numbers of contacts. The first holds unless another is chosen. */
export function AddonOptions({ path, options, onChange }: AddonOptionsProps) {
  const t = useTranslations("catalog.options");
  const locale = useLocale();
  const keys = options.map(({ key }) => key);
  const change = (index: number, part: Partial<AddonOption>) =>
    onChange(
      options.map((option, at) =>
        at === index ? withKeyOfName(option, { ...option, ...part }, keys) : option,
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

/** As with components: the key follows the name until it is something else. */
function withKeyOfName(before: AddonOption, after: AddonOption, keys: readonly string[]): AddonOption {
  const wished = keyFromName(after.name.en);
  const followed = /^option(-\d+)?$/.test(before.key) || before.key === keyFromName(before.name.en);
  if (after.name.en === before.name.en || !followed || wished === "") return after;
  return {
    ...after,
    key: freeKey(
      wished,
      keys.filter((key) => key !== before.key),
    ),
  };
}
