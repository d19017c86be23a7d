/** An exact fraction in lowest terms; slow, and without any limit of size or places. */
export class Rational {
  private constructor(
    readonly numerator: bigint,
    readonly denominator: bigint,
  ) {}

  static of(numerator: bigint | number, denominator: bigint | number = 1): Rational {
    const [n, d] = [BigInt(numerator), BigInt(denominator)];
    if (d === 0n) throw new Error("a fraction of zero parts");
    const sign = d < 0n ? -1n : 1n;
    const divisor = gcd(n < 0n ? -n : n, d * sign);
    return new Rational((n * sign) / divisor, (d * sign) / divisor);
  }

  /** Of text such as `-3.25`. */
  static parse(text: string): Rational {
    const [whole = "", fraction = ""] = text.split(".");
    return Rational.of(BigInt(whole + fraction), 10n ** BigInt(fraction.length));
  }

  plus(other: Rational): Rational {
    return Rational.of(
      this.numerator * other.denominator + other.numerator * this.denominator,
      this.denominator * other.denominator,
    );
  }

  minus(other: Rational): Rational {
    return this.plus(Rational.of(-other.numerator, other.denominator));
  }

  times(other: Rational): Rational {
    return Rational.of(this.numerator * other.numerator, this.denominator * other.denominator);
  }

  over(other: Rational): Rational {
    return Rational.of(this.numerator * other.denominator, this.denominator * other.numerator);
  }

  isMoreThan(other: Rational): boolean {
    return this.minus(other).numerator > 0n;
  }

  equals(other: Rational): boolean {
    return this.minus(other).numerator === 0n;
  }

  /** The largest whole number that is not above it. */
  floor(): bigint {
    const cut = this.numerator / this.denominator;
    return this.numerator < 0n && cut * this.denominator !== this.numerator ? cut - 1n : cut;
  }

  ceiling(): bigint {
    return -Rational.of(-this.numerator, this.denominator).floor();
  }

  /** To a whole number; a value in the middle is rounded away from zero. */
  halfUp(): bigint {
    const half = Rational.of(1, 2);
    return this.numerator < 0n ? this.minus(half).ceiling() : this.plus(half).floor();
  }

  /** To a whole number: `down` towards zero, `up` away from it. */
  rounded(rounding: "half_up" | "down" | "up"): bigint {
    if (rounding === "half_up") return this.halfUp();
    return (rounding === "down") === this.numerator >= 0n ? this.floor() : this.ceiling();
  }
}

export const nought = Rational.of(0);
export const most = (a: Rational, b: Rational): Rational => (a.isMoreThan(b) ? a : b);
export const least = (a: Rational, b: Rational): Rational => (a.isMoreThan(b) ? b : a);
export const total = (parts: readonly bigint[]): bigint => parts.reduce((sum, part) => sum + part, 0n);

function gcd(a: bigint, b: bigint): bigint {
  return b === 0n ? a : gcd(b, a % b);
}
