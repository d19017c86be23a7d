/** "2026-09-15T12:00:00Z" → unix seconds. */
export const at = (text: string): number => Date.parse(text) / 1000;

export const DAY = 86_400;
export const HOUR = 3600;
