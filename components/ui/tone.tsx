import { AlertTriangle, CheckCircle2, Circle, Info, OctagonAlert } from "lucide-react";

/** What a state means to the reader. Colour never says it alone: every tone brings its icon. */
export type Tone = "neutral" | "info" | "good" | "warn" | "bad";

export const toneIcon = {
  neutral: Circle,
  info: Info,
  good: CheckCircle2,
  warn: AlertTriangle,
  bad: OctagonAlert,
} as const;

/** Ground and ink of each tone, AA on each other. */
export const toneLook: Record<Tone, string> = {
  neutral: "bg-wash text-ink-soft",
  info: "bg-action-wash text-action",
  good: "bg-good-wash text-good",
  warn: "bg-warn-wash text-warn",
  bad: "bg-bad-wash text-bad",
};

export const toneInk: Record<Tone, string> = {
  neutral: "text-ink-soft",
  info: "text-action",
  good: "text-good",
  warn: "text-warn",
  bad: "text-bad",
};
