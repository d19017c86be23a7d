/** An allowance of some days of a month has up to twelve decimal places; three are enough to compare. Cut, not rounded. */
export function threePlaces(quantity: string): string {
  const [whole = "0", fraction = ""] = quantity.split(".");
  const places = fraction.slice(0, 3).replace(/0+$/, "");
  return places ? `${whole}.${places}` : whole;
}
