"use client";

import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { FormSheet } from "@/components/patterns/form-sheet";
import { useFormAction } from "@/components/patterns/use-action";
import { Button } from "@/components/ui/button";
import type { EndpointSecret } from "@/lib/features/console/webhook-endpoints/create-endpoint";
import type { EndpointActions } from "./endpoint-actions";
import { EndpointFields, endpointFrom } from "./endpoint-fields";
import { SecretDialog } from "./secret-dialog";

/** Makes an endpoint, then shows its secret, which is never shown again. */
export function NewEndpointSheet({ createEndpoint }: Pick<EndpointActions, "createEndpoint">) {
  const t = useTranslations("webhooks");
  const router = useRouter();
  const runAction = useFormAction();
  const [made, setMade] = useState<EndpointSecret | null>(null);
  return (
    <>
      <FormSheet
        trigger={
          <Button variant="primary" icon={<Plus aria-hidden="true" />}>
            {t("new")}
          </Button>
        }
        title={t("new")}
        description={t("newLead")}
        submitLabel={t("create")}
        onSubmit={(value) => runAction(() => createEndpoint(endpointFrom(value)), setMade)}
      >
        <EndpointFields />
      </FormSheet>
      {made && (
        <SecretDialog
          title={t("made")}
          secret={made.secret}
          onClose={() => {
            setMade(null);
            router.push(`/console/webhooks/${made.endpointId}`);
          }}
        />
      )}
    </>
  );
}
