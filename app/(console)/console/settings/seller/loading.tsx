import { CardsLoading } from "@/components/patterns/cards-loading";

export default function SellerLoading() {
  return <CardsLoading />;
}
