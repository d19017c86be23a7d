import { CardsLoading } from "@/components/patterns/cards-loading";

export default function EmbeddingLoading() {
  return <CardsLoading />;
}
