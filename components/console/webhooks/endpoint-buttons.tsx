"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { FormField } from "@/components/patterns/action-form";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { FormSheet } from "@/components/patterns/form-sheet";
import { useButtonAction, useFormAction } from "@/components/patterns/use-action";
import { useDone } from "@/components/people/use-done";
import { Button } from "@/components/ui/button";
import { RadioCards } from "@/components/ui/radio-cards";
import { TextInput } from "@/components/ui/text-input";
import { useToast } from "@/components/ui/toast";
import type { EndpointView } from "@/lib/features/console/webhook-endpoints/list-endpoints";
import type { EndpointActions } from "./endpoint-actions";
import { EndpointFields, endpointFrom } from "./endpoint-fields";
import { SecretDialog } from "./secret-dialog";

type EndpointButtonsProps = { endpoint: EndpointView } & Omit<
  EndpointActions,
  "createEndpoint" | "redeliverOne"
>;

/** What can be done with one endpoint. */
export function EndpointButtons(props: EndpointButtonsProps) {
  const { endpoint, sendTestEvent, switchEndpoint, editEndpoint } = props;
  const t = useTranslations("webhooks");
  const runAction = useFormAction();
  const { run, pending } = useButtonAction();
  const done = useDone();
  const endpointId = endpoint.id;
  return (
    <>
      {endpoint.switchedOff ? (
        <Button
          variant="primary"
          pending={pending}
          onClick={() =>
            run(
              () => switchEndpoint({ endpointId, on: true }),
              () => done(t("switchedOn")),
            )
          }
        >
          {t("switchOn")}
        </Button>
      ) : (
        <>
          <Button
            variant="primary"
            pending={pending}
            onClick={() =>
              run(
                () => sendTestEvent({ endpointId }),
                () => done(t("tested")),
              )
            }
          >
            {t("test")}
          </Button>
          <RedeliverSheet {...props} />
        </>
      )}
      <FormSheet
        trigger={<Button>{t("edit")}</Button>}
        title={t("edit")}
        submitLabel={t("save")}
        onSubmit={(value) =>
          runAction(
            () => editEndpoint({ endpointId, ...endpointFrom(value) }),
            () => done(t("saved")),
          )
        }
      >
        <EndpointFields endpoint={endpoint} />
      </FormSheet>
      <RotateSheet {...props} />
      {!endpoint.switchedOff && (
        <ConfirmDialog
          trigger={<Button>{t("switchOff")}</Button>}
          title={t("switchOffTitle")}
          confirmLabel={t("switchOff")}
          danger
          onConfirm={() =>
            runAction(
              () => switchEndpoint({ endpointId, on: false }),
              () => done(t("switchedOff")),
            )
          }
        >
          {t("switchOffBody")}
        </ConfirmDialog>
      )}
      <DeleteButton {...props} />
    </>
  );
}

function RotateSheet({ endpoint, rotateSecret }: EndpointButtonsProps) {
  const t = useTranslations("webhooks");
  const router = useRouter();
  const runAction = useFormAction();
  const [secret, setSecret] = useState<string | null>(null);
  return (
    <>
      <FormSheet
        trigger={<Button>{t("rotate")}</Button>}
        title={t("rotate")}
        description={t("rotateLead")}
        submitLabel={t("rotateSubmit")}
        onSubmit={(value) =>
          runAction(
            () => rotateSecret({ endpointId: endpoint.id, keepsFormer: value("former") === "keep" }),
            (made) => setSecret(made.secret),
          )
        }
      >
        <RadioCards
          legend={t("former")}
          name="former"
          defaultValue="keep"
          options={[
            { value: "keep", title: t("keepFormer"), description: t("keepFormerHint") },
            { value: "drop", title: t("dropFormer"), description: t("dropFormerHint") },
          ]}
        />
      </FormSheet>
      {secret && (
        <SecretDialog
          title={t("rotated")}
          secret={secret}
          onClose={() => {
            setSecret(null);
            router.refresh();
          }}
        />
      )}
    </>
  );
}

function RedeliverSheet({ endpoint, redeliverSince }: EndpointButtonsProps) {
  const t = useTranslations("webhooks");
  const runAction = useFormAction();
  const done = useDone();
  return (
    <FormSheet
      trigger={<Button>{t("redeliverSince")}</Button>}
      title={t("redeliverSince")}
      description={t("redeliverSinceLead")}
      submitLabel={t("redeliverSubmit")}
      onSubmit={(value) =>
        runAction(
          () => redeliverSince({ endpointId: endpoint.id, since: `${value("since")}:00Z` }),
          ({ count }) => done(t("redeliveredCount", { count })),
        )
      }
    >
      <FormField name="since" label={t("since")}>
        <TextInput
          type="datetime-local"
          className="figures"
          defaultValue={(endpoint.failingSince ?? endpoint.createdAt).slice(0, 16)}
        />
      </FormField>
    </FormSheet>
  );
}

function DeleteButton({ endpoint, deleteEndpoint }: EndpointButtonsProps) {
  const t = useTranslations("webhooks");
  const router = useRouter();
  const toast = useToast();
  const runAction = useFormAction();
  return (
    <ConfirmDialog
      trigger={<Button>{t("delete")}</Button>}
      title={t("deleteTitle")}
      confirmLabel={t("delete")}
      danger
      onConfirm={() =>
        runAction(
          () => deleteEndpoint({ endpointId: endpoint.id }),
          () => {
            toast({ title: t("deleted") });
            router.push("/console/webhooks");
          },
        )
      }
    >
      {t("deleteBody")}
    </ConfirmDialog>
  );
}
