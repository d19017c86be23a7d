/** The currencies in which Stripe charges (docs.stripe.com/currencies, presentment currencies). */
const charged = new Set(
  `AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BWP BYN BZD CAD CDF CHF CLP CNY COP
  CRC CVE CZK DJF DKK DOP DZD EGP ETB EUR FJD FKP GBP GEL GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR ISK JMD JOD
  JPY KES KGS KHR KMF KRW KWD KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MUR MVR MWK MXN MYR MZN NAD NGN
  NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SEK SGD SHP SLE SOS SRD STD SZL THB
  TJS TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW`.split(/\s+/),
);

export const isKnownCurrency = (code: string): boolean => charged.has(code);

/**
 * Stripe takes some amounts in steps only: three-decimal currencies need a last digit of 0, and ISK and UGX
 * have no smaller unit but are written with two decimals (docs.stripe.com/currencies#special-cases).
 */
export function chargeStep(currency: string): bigint {
  if (["BHD", "JOD", "KWD", "OMR", "TND"].includes(currency)) return 10n;
  return currency === "ISK" || currency === "UGX" ? 100n : 1n;
}
