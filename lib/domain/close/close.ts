/**
 * `carrying`: what is owed is known, and its invoice is not final yet. `held`: somebody stopped it until a day.
 * `done`: the invoice is final. `nothing_owed`: there is none.
 */
export type CloseState = "carrying" | "held" | "done" | "nothing_owed";

/**
 * What a close bills: a period that begins, together with what was used before it, only what was used, or only
 * corrections of what was used in earlier months.
 */
export type CloseKind = "period" | "usage" | "late";
