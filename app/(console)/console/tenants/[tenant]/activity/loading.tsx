import { CardsLoading } from "@/components/patterns/cards-loading";

export default function ActivityLoading() {
  return <CardsLoading head="below" cards="one" />;
}
