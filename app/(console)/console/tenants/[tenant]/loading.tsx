import { CardsLoading } from "@/components/patterns/cards-loading";

export default function TenantLoading() {
  return <CardsLoading head="below" />;
}
