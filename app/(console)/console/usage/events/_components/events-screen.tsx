"use client";

import { RefreshCw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useState, useTransition } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { LinkButton } from "@/components/ui/link-button";
import { ArchivedEvents } from "@/components/usage/archived-events";
import { EventsTable } from "@/components/usage/events-table";
import type { EventPage } from "@/lib/features/console/usage-events/search-events";
import { type EventName, type EventQuery, eventsHref } from "../event-query";
import { EventSheet } from "./event-sheet";
import { LocalTime } from "./local-time";
import { SearchForm } from "./search-form";

export function EventsScreen({ page, query }: { page: EventPage; query: EventQuery }) {
  const t = useTranslations("usage.events");
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const [opened, setOpened] = useState<EventName | null>(query.open);
  const { search } = query;
  const asked = query.open ? `${query.open.tenant}:${query.open.eventKey}` : null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the address names another event.
  useEffect(() => setOpened(query.open), [asked]);
  const refresh = () => startTransition(() => router.refresh());

  /** The address names the open event, so that it can be passed on; the list below is not searched again for it. */
  function open(event: EventName | null) {
    setOpened(event);
    window.history.replaceState(null, "", eventsHref(search, event ?? undefined));
  }

  const on = page.next && eventsHref({ ...search, after: page.next });
  return (
    <>
      <Card flush aria-label={t("list")}>
        <SearchForm key={eventsHref(search)} search={search} />
        {page.archived.length > 0 && <ArchivedEvents events={page.archived} />}
        <EventsTable
          rows={page.rows}
          pending={pending}
          // The search was cut short, so there may be events that were not found.
          isEnd={page.searchedTo === null && page.archived.length === 0}
          onOpen={(row) => open({ tenant: row.tenant.id, eventKey: row.eventKey })}
        />
        {page.searchedTo && on && (
          <div className="border-t p-4 sm:px-6">
            <Banner
              title={t.rich("searchedTo", { time: () => <LocalTime at={page.searchedTo ?? ""} /> })}
              action={
                <LinkButton href={on} size="sm" prefetch={false}>
                  {t("searchOn")}
                </LinkButton>
              }
            >
              {t("searchedToBody")}
            </Banner>
          </div>
        )}
        <div className="flex flex-wrap items-center justify-between gap-2 border-t px-5 py-3 sm:px-6">
          <Button
            size="sm"
            variant="quiet"
            icon={<RefreshCw aria-hidden="true" />}
            pending={pending}
            onClick={refresh}
          >
            {t("refresh")}
          </Button>
          <div className="flex flex-wrap gap-2">
            {search.after && (
              <LinkButton size="sm" href={eventsHref({ ...search, after: undefined })} prefetch={false}>
                {t("newest")}
              </LinkButton>
            )}
            {on && !page.searchedTo && (
              <LinkButton size="sm" href={on} prefetch={false}>
                {t("older")}
              </LinkButton>
            )}
          </div>
        </div>
      </Card>
      <EventSheet opened={opened} onClose={() => open(null)} onChanged={refresh} />
    </>
  );
}
