import { CardsLoading } from "@/components/patterns/cards-loading";

export default function ImportLoading() {
  return <CardsLoading cards="one" />;
}
