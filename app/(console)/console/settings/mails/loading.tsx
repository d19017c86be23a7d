import { CardsLoading } from "@/components/patterns/cards-loading";

export default function MailsLoading() {
  return <CardsLoading />;
}
