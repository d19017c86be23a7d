import { createHash, randomInt } from "node:crypto";

const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const length = 32;

/** 190 random bits as text. */
const randomText = (): string => Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join("");

/** A new secret, with a prefix by which people and secret scanners know it. */
export const newSecret = (): string => `choba_${randomText()}`;

/** The key and the secret of a signature key. The key is sent with each request and is no secret. */
export const newSignaturePair = (): { accessKey: string; secret: string } => ({
  accessKey: `chobakey_${randomText()}`,
  secret: `chobasig_${randomText()}`,
});

export const isSecret = (text: string): boolean => /^choba_[0-9A-Za-z]{32}$/.test(text);

/** What is kept of a secret. A plain hash is enough: what has 190 random bits cannot be guessed from it. */
export const hashOf = (secret: string): string => createHash("sha256").update(secret).digest("hex");

/** What people still see of a key once it was made: its kind and four characters. */
export const prefixOf = (key: string): string => key.slice(0, key.indexOf("_") + 5);
