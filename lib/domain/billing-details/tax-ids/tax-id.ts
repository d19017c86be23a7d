/** As Stripe's customer tax ids: a type such as `jp_trn`, and the number written as Stripe keeps it. */
export type TaxId = { type: string; value: string };
