/** The outside did not answer, or not usefully: nobody knows whether it acted. Try again with the same key. */
export class OutsideUnreachable extends Error {
  override name = "OutsideUnreachable";
}

/** The outside answered and said no for good. `reason` is its own code, such as `card_declined`. */
export class OutsideRefused extends Error {
  override name = "OutsideRefused";

  constructor(
    readonly reason: string,
    message: string,
  ) {
    super(message);
  }
}
