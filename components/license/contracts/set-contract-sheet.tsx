"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useId, useState } from "react";
import { NegotiationFields } from "@/components/license/negotiation/negotiation-fields";
import { ActionForm, FormMessage } from "@/components/patterns/action-form";
import { useFormAction } from "@/components/patterns/use-action";
import { Button } from "@/components/ui/button";
import { DialogClose } from "@/components/ui/dialog";
import { Sheet, SheetColumns } from "@/components/ui/sheet";
import { useToast } from "@/components/ui/toast";
import type { ContractsView } from "@/lib/features/license/contracts/agreement/read-contracts";
import type { AgreedContract } from "@/lib/features/license/contracts/agreement/set-contract";
import { formatDate } from "@/lib/i18n/format";
import type { ContractActions } from "./contract-actions";
import { type ContractDraft, draftFrom, termsOfDraft } from "./contract-draft";
import { ContractEffect } from "./contract-effect";
import { InvoicingFields } from "./invoicing-fields";
import { PlanFields } from "./plan-fields";
import { TermsFields } from "./terms-fields";
import { TimeFields } from "./time-fields";
import { useContractPreview } from "./use-contract-preview";

type Props = { contracts: ContractsView; actions: ContractActions; disabled: boolean };

/** Sets a tenant's license or changes it: left the terms, right exactly what they do. */
export function SetContractSheet({ contracts, actions, disabled }: Props) {
  const t = useTranslations("contracts");
  const [open, setOpen] = useState(false);
  // A form that was closed starts again from the running contract.
  const [opened, setOpened] = useState(0);
  return (
    <>
      <Button
        variant="primary"
        disabled={disabled}
        onClick={() => {
          setOpened(opened + 1);
          setOpen(true);
        }}
      >
        {t(contracts.running ? "change" : "set")}
      </Button>
      <OpenSheet
        key={opened}
        open={open}
        onClose={() => setOpen(false)}
        contracts={contracts}
        actions={actions}
      />
    </>
  );
}

type OpenProps = Omit<Props, "disabled"> & { open: boolean; onClose: () => void };

function OpenSheet({ open, onClose, contracts, actions }: OpenProps) {
  const t = useTranslations("contracts");
  const common = useTranslations("common");
  const locale = useLocale();
  const formId = useId();
  const runAction = useFormAction();
  const toast = useToast();
  const router = useRouter();
  const bases = contracts.forStaff?.bases ?? [];
  const [draft, setDraft] = useState<ContractDraft>(() => draftFrom(contracts, bases));
  const [pending, setPending] = useState(false);
  const change = (part: Partial<ContractDraft>) => setDraft((before) => ({ ...before, ...part }));
  const base = bases.find(({ id }) => id === draft.planVersionId);
  const terms = termsOfDraft(draft, base);
  const preview = useContractPreview(actions, terms, open);
  const shown = preview.shown;
  const plan = base?.definition.name[locale] ?? "";
  const submitLabel =
    draft.starts === "now" || !shown
      ? t("submit.now", { plan })
      : t("submit.at", { plan, date: formatDate(shown.startsAt, contracts.timeZone, locale) });

  async function submit() {
    if (!terms) return { ok: false };
    setPending(true);
    const answer = await runAction<AgreedContract>(
      () => actions.setContract(terms),
      ({ state }) => {
        toast({ title: t(`done.${state}`) });
        router.refresh();
      },
    );
    setPending(false);
    return answer;
  }

  const fields = { draft, change, base, contracts };
  return (
    <Sheet
      size="wide"
      open={open}
      onOpenChange={(next) => !next && !pending && onClose()}
      title={t(contracts.running ? "change" : "set")}
      description={t("setLead")}
      footer={
        <>
          <DialogClose>
            <Button disabled={pending}>{common("cancel")}</Button>
          </DialogClose>
          <Button type="submit" variant="primary" form={formId} pending={pending}>
            {submitLabel}
          </Button>
        </>
      }
    >
      <ActionForm id={formId} action={submit} onDone={onClose} className="grid gap-5">
        <FormMessage />
        <SheetColumns
          choice={
            <div className="grid gap-5">
              <PlanFields {...fields} />
              <TermsFields {...fields} />
              <TimeFields {...fields} />
              <InvoicingFields {...fields} />
              {base && (
                <NegotiationFields
                  definition={base.definition}
                  negotiation={draft}
                  onChange={change}
                  className="rounded-lg border p-4"
                />
              )}
            </div>
          }
          effect={<ContractEffect preview={preview} contracts={contracts} />}
        />
      </ActionForm>
    </Sheet>
  );
}
