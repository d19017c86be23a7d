"use client";

import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { KeyValue, KeyValueList } from "@/components/patterns/key-value-list";
import { useButtonAction, useFormAction } from "@/components/patterns/use-action";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Chip } from "@/components/ui/chip";
import type { Result } from "@/lib/domain/errors";
import type { ActionOf } from "@/lib/features/foundation/use-case/use-case";
import type { endOwnSession } from "@/lib/features/people/sign-in/end-own-session";
import { useDone } from "./use-done";

/** A session in words: times are as they are shown. */
export type ShownSession = {
  id: string;
  device: string;
  address: string;
  createdAt: string;
  seenAt: string;
  lastsUntil: string;
  isHere: boolean;
};

type OwnSessionsProps = {
  sessions: readonly ShownSession[];
  end: ActionOf<typeof endOwnSession>;
  signOut: () => Promise<void>;
  signOutEverywhere: () => Promise<Result<never>>;
};

/** A card for each browser in which the reader is signed in, and a way out of all of them. */
export function OwnSessions({ sessions, end, signOut, signOutEverywhere }: OwnSessionsProps) {
  const t = useTranslations("auth.sessions");
  const form = useFormAction();
  return (
    <>
      <div className="mt-6 grid gap-4">
        {sessions.map((session) => (
          <SessionCard key={session.id} session={session} end={end} signOut={signOut} />
        ))}
      </div>
      <div className="mt-6">
        <ConfirmDialog
          trigger={<Button variant="danger">{t("everywhere")}</Button>}
          title={t("everywhereTitle")}
          confirmLabel={t("everywhere")}
          danger
          onConfirm={() => form(signOutEverywhere, () => {})}
        >
          {t("everywhereBody")}
        </ConfirmDialog>
      </div>
    </>
  );
}

type SessionCardProps = Pick<OwnSessionsProps, "end" | "signOut"> & { session: ShownSession };

function SessionCard({ session, end, signOut }: SessionCardProps) {
  const t = useTranslations("auth.sessions");
  const { id, device, address, createdAt, seenAt, lastsUntil, isHere } = session;
  const { pending, run } = useButtonAction();
  const [leaving, startLeaving] = useTransition();
  const done = useDone();
  return (
    <Card
      title={device}
      actions={
        isHere ? (
          <>
            <Chip tone="good">{t("here")}</Chip>
            <Button size="sm" pending={leaving} onClick={() => startLeaving(signOut)}>
              {t("signOutHere")}
            </Button>
          </>
        ) : (
          <Button
            size="sm"
            pending={pending}
            aria-label={t("endNamed", { device, seen: seenAt })}
            onClick={() =>
              run(
                () => end({ id }),
                () => done(t("ended")),
              )
            }
          >
            {t("end")}
          </Button>
        )
      }
    >
      <KeyValueList>
        <KeyValue label={t("seen")}>{seenAt}</KeyValue>
        <KeyValue label={t("since")}>{createdAt}</KeyValue>
        <KeyValue label={t("until")}>{lastsUntil}</KeyValue>
        <KeyValue label={t("address")} figures>
          {address}
        </KeyValue>
      </KeyValueList>
    </Card>
  );
}
