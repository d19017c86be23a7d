/**
 * `order`: a confirmed change. `renewal`: the fixed parts of a period that begins. `contract`: a contract begins, gives way
 * to another or ends. `on_demand`: work or an amount that staff charge at once.
 */
export type ChargeKind = "order" | "renewal" | "contract" | "on_demand";

/**
 * `promised`: nothing was asked of Stripe yet. `invoicing`: the invoice is being made. `open`: it is finalised and not
 * paid. `void`: nothing will be charged for it. `failed`: Stripe refused it for good. `written_off`: staff gave up what is
 * not paid of it.
 */
export type ChargeState = "promised" | "invoicing" | "open" | "paid" | "void" | "failed" | "written_off";
