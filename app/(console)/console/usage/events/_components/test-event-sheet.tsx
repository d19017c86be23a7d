"use client";

import { Send } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState, useTransition } from "react";
import { v7 as uuid } from "uuid";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Sheet } from "@/components/ui/sheet";
import { Textarea, TextInput } from "@/components/ui/text-input";
import { TestEventResult } from "@/components/usage/test-event-result";
import type { Result } from "@/lib/domain/errors";
import type { TestEventAnswer } from "@/lib/features/console/usage-events/send-test-event";
import { sendTestEvent } from "../../actions";
import { eventsHref } from "../event-query";

/** Sends one event by hand and shows the answer field by field, as the API gives it. */
export function TestEventSheet() {
  const t = useTranslations("usage.test");
  const common = useTranslations("common");
  const router = useRouter();
  const formId = useId();
  const [open, setOpen] = useState(false);
  const [eventId, setEventId] = useState("");
  const [answer, setAnswer] = useState<Result<TestEventAnswer> | "not_sent" | null>(null);
  const [pending, startTransition] = useTransition();

  function change(next: boolean) {
    if (pending) return;
    setOpen(next);
    if (!next) return;
    setAnswer(null);
    setEventId(uuid());
  }

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (pending) return;
    const data = new FormData(event.currentTarget);
    const text = (name: string) => String(data.get(name) ?? "").trim();
    startTransition(async () => {
      try {
        const result = await sendTestEvent({
          tenant: text("tenant"),
          eventName: text("eventName"),
          eventId,
          properties: text("properties"),
          timestamp: text("timestamp"),
        });
        setAnswer(result);
        if (result.ok) router.refresh();
      } catch {
        setAnswer("not_sent");
      }
    });
  }

  const typed = { autoComplete: "off", spellCheck: false } as const;
  return (
    <Sheet
      open={open}
      onOpenChange={change}
      trigger={
        <Button variant="primary" icon={<Send aria-hidden="true" />}>
          {t("open")}
        </Button>
      }
      title={t("title")}
      description={t("lead")}
      footer={
        <>
          <DialogClose>
            <Button>{common("close")}</Button>
          </DialogClose>
          <Button type="submit" variant="primary" form={formId} pending={pending}>
            {t("send")}
          </Button>
        </>
      }
    >
      <div className="grid gap-5">
        {answer === "not_sent" ? (
          <Banner tone="danger" announce title={t("notSent")} />
        ) : (
          answer && (
            <TestEventResult
              answer={answer}
              lookHref={(name) => eventsHref({ tenant: name.tenant }, name)}
              onLook={() => setOpen(false)}
            />
          )
        )}
        <form id={formId} onSubmit={submit} className="grid gap-4">
          <Field name="tenant" label={t("tenant")} hint={t("tenantHint")}>
            <TextInput {...typed} />
          </Field>
          <Field name="eventName" label={t("name")}>
            <TextInput {...typed} className="font-mono" />
          </Field>
          <Field name="properties" label={t("properties")} hint={t("propertiesHint")} optional>
            <Textarea rows={3} spellCheck={false} className="font-mono text-sm" />
          </Field>
          <Field name="timestamp" label={t("time")} hint={t("timeHint")} optional>
            <TextInput {...typed} className="font-mono" />
          </Field>
          <Field name="eventId" label={t("id")} hint={t("idHint")}>
            <TextInput {...typed} value={eventId} onValueChange={setEventId} className="font-mono text-sm" />
          </Field>
        </form>
      </div>
    </Sheet>
  );
}
