import type { Unit } from "../store/unit";

/** The page on which the payer of this intent authenticates. */
export const challengeUrl = (unit: Unit, intent: string): string =>
  `${unit.environment.publicUrl}/challenge/${intent}`;
