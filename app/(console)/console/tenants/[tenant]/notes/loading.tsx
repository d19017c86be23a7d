import { CardsLoading } from "@/components/patterns/cards-loading";

export default function NotesLoading() {
  return <CardsLoading head="below" cards="one" />;
}
