import { CardsLoading } from "@/components/patterns/cards-loading";

export default function IngestHealthLoading() {
  return <CardsLoading />;
}
