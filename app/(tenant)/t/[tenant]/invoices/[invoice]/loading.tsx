import { CardsLoading } from "@/components/patterns/cards-loading";

export default function InvoiceLoading() {
  return <CardsLoading cards="one" />;
}
