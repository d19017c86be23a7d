import { CardsLoading } from "@/components/patterns/cards-loading";

export default function TodayLoading() {
  return <CardsLoading cards="pairs" />;
}
