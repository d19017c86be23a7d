"use client";

import { Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useEffect, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import { TextInput } from "@/components/ui/text-input";
import type { EventSearch } from "@/lib/features/console/usage-events/search-events";
import { eventsHref } from "../event-query";

/** What is looked for; the address keeps it. Times are typed in the browser's zone and kept as instants. */
export function SearchForm({ search }: { search: EventSearch }) {
  const t = useTranslations("usage.events");
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const [time, setTime] = useState(search.time ?? "recorded");
  const [uncounted, setUncounted] = useState(search.uncounted ?? false);
  const [from, setFrom] = useLocalInstant(search.from);
  const [to, setTo] = useLocalInstant(search.to);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const text = (name: string) => String(data.get(name) ?? "").trim();
    const next = {
      tenant: text("tenant"),
      eventName: text("name"),
      eventId: text("id"),
      time,
      uncounted,
      from: toInstant(from),
      to: toInstant(to),
    };
    startTransition(() => router.push(eventsHref(next), { scroll: false }));
  }

  const typed = { autoComplete: "off", spellCheck: false } as const;
  return (
    <search>
      <form onSubmit={submit} className="grid gap-4 px-5 pt-2 pb-5 sm:px-6">
        <div className="grid grid-cols-2 gap-4 lg:grid-cols-3">
          <Field label={t("tenant")} name="tenant" hint={t("tenantHint")} className="max-sm:col-span-2">
            <TextInput defaultValue={search.tenant} {...typed} />
          </Field>
          <Field label={t("name")} name="name" className="max-sm:col-span-2">
            <TextInput defaultValue={search.eventName} {...typed} />
          </Field>
          <Field label={t("id")} name="id" className="max-sm:col-span-2">
            <TextInput defaultValue={search.eventId} {...typed} />
          </Field>
          <Field label={t("time")} className="max-sm:col-span-2">
            <Select
              value={time}
              onValueChange={setTime}
              options={(["recorded", "happened"] as const).map((value) => ({
                value,
                label: t(`times.${value}`),
              }))}
            />
          </Field>
          <Field label={t("from")} className="max-sm:col-span-2">
            <TextInput type="datetime-local" value={from} onValueChange={setFrom} />
          </Field>
          <Field label={t("to")} className="max-sm:col-span-2">
            <TextInput type="datetime-local" value={to} onValueChange={setTo} />
          </Field>
        </div>
        <div className="flex flex-wrap items-center justify-between gap-3">
          <Switch label={t("uncounted")} checked={uncounted} onCheckedChange={setUncounted} />
          <div className="flex gap-2">
            <Button variant="quiet" onClick={() => router.push(eventsHref({}), { scroll: false })}>
              {t("clear")}
            </Button>
            <Button type="submit" icon={<Search aria-hidden="true" />} pending={pending}>
              {t("search")}
            </Button>
          </div>
        </div>
      </form>
    </search>
  );
}

/** An instant as the browser's own time, once the page runs there: the server does not know its zone. */
function useLocalInstant(instant: string | undefined) {
  const [text, setText] = useState("");
  useEffect(() => {
    if (!instant) return setText("");
    const at = new Date(instant);
    setText(new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16));
  }, [instant]);
  return [text, setText] as const;
}

function toInstant(local: string): string | undefined {
  const at = new Date(local);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}
