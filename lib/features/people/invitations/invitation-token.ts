import { createHash, randomBytes } from "node:crypto";

/** How long an invitation can be accepted. */
export const invitationLivesMs = 7 * 24 * 60 * 60 * 1000;

/** 256 random bits for the link of one mail. */
export const newToken = (): string => randomBytes(32).toString("base64url");

/** What is kept of a token: reading the database lets nobody in. */
export const tokenHash = (token: string): string => createHash("sha256").update(token).digest("hex");
