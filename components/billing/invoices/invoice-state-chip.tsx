import { useTranslations } from "next-intl";
import { Chip } from "@/components/ui/chip";
import type { Tone } from "@/components/ui/tone";
import type { InvoiceState } from "@/lib/domain/invoice-list/invoice-query";

const tones: Record<InvoiceState, Tone> = {
  draft: "neutral",
  open: "info",
  overdue: "bad",
  paid: "good",
  void: "neutral",
  uncollectible: "bad",
  written_off: "neutral",
};

export function InvoiceStateChip({ state }: { state: InvoiceState }) {
  const t = useTranslations("invoices.statuses");
  return <Chip tone={tones[state]}>{t(state)}</Chip>;
}
