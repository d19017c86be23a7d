"use client";

import { useRouter } from "next/navigation";
import { useBillingDetailsActions } from "@/app/_billing-details/use-billing-details-actions";
import { BillingDetailsActionsProvider } from "@/components/payers/billing-details/billing-details-actions";
import { DetailsCard } from "@/components/payers/billing-details/details-card";
import type { BillingDetails } from "@/lib/domain/billing-details/billing-details";
import type { BillingDetailsState } from "@/lib/features/payers/billing-details/billing-details-view";

type Props = { slug: string; details: BillingDetails | null; state: BillingDetailsState; timeZone: string };

/** A tenant's billing details in the console. */
export function ConsoleBillingDetails({ slug, ...rest }: Props) {
  const router = useRouter();
  return (
    <BillingDetailsActionsProvider value={useBillingDetailsActions(slug, () => router.refresh())}>
      <DetailsCard {...rest} forConsole />
    </BillingDetailsActionsProvider>
  );
}
