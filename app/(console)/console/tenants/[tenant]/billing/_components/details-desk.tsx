"use client";

import { useRouter } from "next/navigation";
import { useDetailsActs } from "@/app/_billing-details/use-details-acts";
import { BillingDetailsActsProvider } from "@/components/billing-details/acts";
import { DetailsCard } from "@/components/billing-details/details-card";
import type { BillingDetails } from "@/lib/domain/billing-details/billing-details";
import type { BillingDetailsState } from "@/lib/features/payers/billing-details/billing-details-view";

type Props = { slug: string; details: BillingDetails | null; state: BillingDetailsState; timeZone: string };

/** A tenant's billing details as the desk sees and enters them. */
export function DetailsDesk({ slug, ...rest }: Props) {
  const router = useRouter();
  return (
    <BillingDetailsActsProvider value={useDetailsActs(slug, () => router.refresh())}>
      <DetailsCard {...rest} forDesk />
    </BillingDetailsActsProvider>
  );
}
