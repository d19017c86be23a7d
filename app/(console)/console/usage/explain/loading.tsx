import { CardsLoading } from "@/components/patterns/cards-loading";

export default function ExplainLoading() {
  return <CardsLoading />;
}
