import { CardsLoading } from "@/components/patterns/cards-loading";

export default function MoneyLoading() {
  return <CardsLoading />;
}
