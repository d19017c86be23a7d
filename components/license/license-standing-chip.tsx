import { useTranslations } from "next-intl";
import { Chip } from "@/components/ui/chip";
import type { Tone } from "@/components/ui/tone";
import type { LicenseStanding } from "@/lib/domain/license/license-standing";

const tones: Record<LicenseStanding, Tone> = {
  closed: "neutral",
  ended_unpaid: "bad",
  suspended: "bad",
  payment_failed: "bad",
  authentication_needed: "warn",
  overdue: "bad",
  ends: "warn",
  change_reserved: "info",
  trial: "info",
  active: "good",
  free: "neutral",
};

/** How a license stands, in one or two words: the same for tenants and staff. */
export function LicenseStandingChip({ standing }: { standing: LicenseStanding }) {
  const t = useTranslations("billing.license.states");
  return <Chip tone={tones[standing]}>{t(standing)}</Chip>;
}
