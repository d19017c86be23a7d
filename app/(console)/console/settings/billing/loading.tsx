import { CardsLoading } from "@/components/patterns/cards-loading";

export default function BillingSettingsLoading() {
  return <CardsLoading cards="one" />;
}
