"use client";

import { Link2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { FormState } from "@/components/patterns/form-state";
import { useFormAction } from "@/components/patterns/use-action";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { DialogClose } from "@/components/ui/dialog";
import { Sheet } from "@/components/ui/sheet";
import { useToast } from "@/components/ui/toast";
import type { FoundCustomer } from "@/lib/features/console/customer-link/search-customers";
import type { CustomerSummary } from "@/lib/stripe/customer-lookup";
import { CustomerLookup } from "./customer-lookup";
import { CustomerFacts, FoundCustomers } from "./found-customers";
import type { PaymentAccountActions } from "./payment-account-actions";

type Step =
  | { at: "looking" }
  | { at: "choosing"; email: string; customers: FoundCustomer[] }
  | { at: "previewing"; customer: CustomerSummary };

/**
 * Links a customer that exists at Stripe: found by id or e-mail address, then shown, then linked. The button that links
 * exists only beside what it would link.
 */
export function LinkCustomerSheet({
  actions,
  tenantName,
  timeZone,
}: {
  actions: PaymentAccountActions;
  tenantName: string;
  timeZone: string;
}) {
  const t = useTranslations("paymentAccount.link");
  const common = useTranslations("common");
  const router = useRouter();
  const toast = useToast();
  const runAction = useFormAction();
  const [open, setOpen] = useState(false);
  const [step, setStep] = useState<Step>({ at: "looking" });
  const [refusal, setRefusal] = useState<string>();
  const [linking, setLinking] = useState(false);

  function change(next: boolean) {
    if (linking) return;
    setOpen(next);
    setStep({ at: "looking" });
    setRefusal(undefined);
  }

  /** One field for both: with an @ it is an address, else an id. Answers under the name of that field. */
  async function lookUp(typed: string): Promise<FormState> {
    setRefusal(undefined);
    setStep({ at: "looking" });
    const answer = typed.includes("@")
      ? await runAction(
          () => actions.searchCustomers({ email: typed }),
          ({ customers }) => setStep({ at: "choosing", email: typed, customers }),
        )
      : await runAction(
          () => actions.previewLink({ stripeCustomerId: typed }),
          (customer) => setStep({ at: "previewing", customer }),
        );
    const wrong = answer.fieldErrors?.stripeCustomerId ?? answer.fieldErrors?.email;
    return wrong ? { ok: false, fieldErrors: { typed: wrong } } : answer;
  }

  async function choose(id: string) {
    const answer = await runAction(
      () => actions.previewLink({ stripeCustomerId: id }),
      (customer) => setStep({ at: "previewing", customer }),
    );
    setRefusal(sentenceOf(answer));
  }

  async function link({ id, name, email }: CustomerSummary) {
    setLinking(true);
    const answer = await runAction(
      () => actions.linkPaymentAccount({ stripeCustomerId: id, previewed: { name, email } }),
      () => {
        toast({ title: t("done", { tenant: tenantName }), tone: "good" });
        setOpen(false);
        router.refresh();
      },
    );
    setLinking(false);
    setRefusal(sentenceOf(answer));
  }

  return (
    <Sheet
      open={open}
      onOpenChange={change}
      trigger={
        <Button variant="primary" icon={<Link2 aria-hidden="true" />}>
          {t("open")}
        </Button>
      }
      title={t("title", { tenant: tenantName })}
      description={t("lead")}
      footer={
        <>
          <DialogClose>
            <Button disabled={linking}>{common("cancel")}</Button>
          </DialogClose>
          {step.at === "previewing" && (
            <Button variant="primary" pending={linking} onClick={() => link(step.customer)}>
              {t("submit", { customer: nameOf(step.customer) })}
            </Button>
          )}
        </>
      }
    >
      <div className="grid gap-5">
        <CustomerLookup onLookUp={lookUp} />
        {refusal && <Banner tone="danger" announce title={refusal} />}
        {step.at === "choosing" && (
          <FoundCustomers
            email={step.email}
            customers={step.customers}
            timeZone={timeZone}
            onChoose={choose}
          />
        )}
        {step.at === "previewing" && <CustomerFacts customer={step.customer} timeZone={timeZone} />}
      </div>
    </Sheet>
  );
}

const nameOf = ({ name, businessName, email, id }: CustomerSummary): string =>
  businessName || name || email || id;

/** The reason at the field says more than "check the marked fields". */
const sentenceOf = (answer: FormState): string | undefined =>
  answer.ok ? undefined : (answer.fieldErrors?.stripeCustomerId?.[0] ?? answer.message);
