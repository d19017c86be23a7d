"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ErrorState } from "@/components/ui/error-state";
import { Sheet } from "@/components/ui/sheet";
import { Loading, SkeletonLines } from "@/components/ui/skeleton";
import { useToast } from "@/components/ui/toast";
import { CorrectionForm } from "@/components/usage/correction-form";
import { EventDetails } from "@/components/usage/event-details";
import type { EventView } from "@/lib/features/console/usage-events/read-event";
import { amendEvent, voidEvent } from "../../actions";
import type { EventName } from "../event-query";

type EventSheetProps = { opened: EventName | null; onClose: () => void; onChanged: () => void };

/** One event beside the list; admins put it right here. */
export function EventSheet({ opened, onClose, onChanged }: EventSheetProps) {
  const t = useTranslations("usage.event");
  const toast = useToast();
  const client = useQueryClient();
  const [correction, setCorrection] = useState<"void" | "amend" | null>(null);
  const key = ["usage-event", opened?.tenant, opened?.eventKey];
  const {
    data: event,
    error,
    refetch,
  } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => read(opened, signal),
    enabled: opened !== null,
    retry: false,
    staleTime: 0,
  });

  function done(changed: boolean, title: string) {
    toast(changed ? { title } : { title: t("unchanged"), tone: "info" });
    setCorrection(null);
    client.invalidateQueries({ queryKey: key });
    onChanged();
  }

  return (
    <Sheet
      open={opened !== null}
      onOpenChange={(open) => {
        if (open) return;
        setCorrection(null);
        onClose();
      }}
      reading
      title={
        event
          ? correction
            ? t(`${correction}Title`)
            : t("title", { name: event.eventName })
          : t("title", { name: "" })
      }
      description={correction ? t(`${correction}Body`) : undefined}
    >
      {error ? (
        <ErrorState title={t("failed")} onRetry={() => refetch()} />
      ) : !event ? (
        <Loading>
          <SkeletonLines count={8} />
        </Loading>
      ) : correction ? (
        <CorrectionForm
          event={event}
          correction={correction}
          onVoid={(input) => voidEvent(event.tenant.slug, input)}
          onAmend={(input) => amendEvent(event.tenant.slug, input)}
          onBack={() => setCorrection(null)}
          onDone={({ changed }) => done(changed, t(correction === "void" ? "voided" : "amended"))}
        />
      ) : (
        <EventDetails
          event={event}
          onVoid={() => setCorrection("void")}
          onAmend={() => setCorrection("amend")}
        />
      )}
    </Sheet>
  );
}

async function read(name: EventName | null, signal: AbortSignal): Promise<EventView> {
  const query = new URLSearchParams({ tenant: name?.tenant ?? "", key: name?.eventKey ?? "" });
  const response = await fetch(`/console/usage/events/one?${query}`, { signal });
  if (!response.ok) throw new Error(`the event answered ${response.status}`);
  return response.json();
}
