import { CardsLoading } from "@/components/patterns/cards-loading";

export default function UsageLoading() {
  return <CardsLoading />;
}
