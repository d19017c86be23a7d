"use client";

import { Undo2 } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import type { Component } from "@/lib/domain/catalog/component";

/** What was removed last, with the way back; it takes the focus that the removed card had. */
export function RemovedLine({ component, onPutBack }: { component: Component; onPutBack: () => void }) {
  const t = useTranslations("catalog.card");
  const locale = useLocale();
  const line = useRef<HTMLDivElement>(null);
  useEffect(() => line.current?.querySelector("button")?.focus(), []);
  const name = component.name[locale] || component.name.en || t(`kinds.${component.kind}`);
  return (
    <div
      ref={line}
      role="status"
      className="flex flex-wrap items-center justify-between gap-3 rounded-lg bg-wash px-5 py-2.5"
    >
      {t("removed", { name })}
      <Button size="sm" icon={<Undo2 aria-hidden="true" />} onClick={onPutBack}>
        {t("putBack")}
      </Button>
    </div>
  );
}
