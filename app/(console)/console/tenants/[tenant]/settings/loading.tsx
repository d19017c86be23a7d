import { CardsLoading } from "@/components/patterns/cards-loading";

export default function SettingsLoading() {
  return <CardsLoading head="below" cards="pairs" />;
}
