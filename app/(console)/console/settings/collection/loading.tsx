import { CardsLoading } from "@/components/patterns/cards-loading";

export default function CollectionLoading() {
  return <CardsLoading cards="one" />;
}
