import { CardsLoading } from "@/components/patterns/cards-loading";

export default function PlanLoading() {
  return <CardsLoading />;
}
