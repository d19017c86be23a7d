import { useTranslations } from "next-intl";
import { Chip } from "@/components/ui/chip";
import type { Tone } from "@/components/ui/tone";
import type { QuoteState } from "@/lib/domain/quote/quote";

export const quoteTones: Record<QuoteState, Tone> = {
  draft: "neutral",
  sent: "info",
  accepted: "good",
  declined: "bad",
  expired: "warn",
  withdrawn: "neutral",
  replaced: "neutral",
};

export function QuoteStateChip({ state }: { state: QuoteState }) {
  const t = useTranslations("quotes.states");
  return <Chip tone={quoteTones[state]}>{t(state)}</Chip>;
}
