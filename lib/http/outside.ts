/**
 * The other system sent no useful response, so nobody knows whether it acted. Try again with the same key.
 */
export class OutsideUnreachable extends Error {
  override name = "OutsideUnreachable";
}

/** The other system refused finally. `reason` is its own code, such as `card_declined`. */
export class OutsideRefused extends Error {
  override name = "OutsideRefused";

  constructor(
    readonly reason: string,
    message: string,
  ) {
    super(message);
  }
}
