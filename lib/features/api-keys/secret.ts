import { createHash, randomInt } from "node:crypto";

const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const length = 32;

/** A new secret: 190 random bits, with a prefix by which people and secret scanners know it. */
export const newSecret = (): string =>
  `choba_${Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join("")}`;

export const isSecret = (text: string): boolean => /^choba_[0-9A-Za-z]{32}$/.test(text);

/** What is kept of a secret. A plain hash is enough: what has 190 random bits cannot be guessed from it. */
export const hashOf = (secret: string): string => createHash("sha256").update(secret).digest("hex");
