import { randomBytes } from "node:crypto";
import { toRomaji } from "wanakana";
import {
  isInKana,
  nameAlone,
  proposeSlug,
  proposeSlugOfEmail,
  slugLength,
  slugProblem,
} from "@/lib/domain/tenant/slug";

/**
 * The address made of a tenant's name, and others should it be taken. Kana are read aloud; a name in kanji alone cannot be
 * read, so the owner's mail address stands for it.
 */
export function slugsFor(name: string, ownerEmail: string): string[] {
  const read = isInKana(name) ? toRomaji(nameAlone(name)) : name;
  const plain = proposeSlug(read) || proposeSlugOfEmail(ownerEmail);
  const stem = plain.slice(0, slugLength.maximum - 13).replace(/-+$/, "") || "customer";
  const isUsable = plain.length >= slugLength.minimum && slugProblem(plain) === null;
  return [
    ...(isUsable ? [plain] : []),
    `${stem}-${randomBytes(3).toString("hex")}`,
    `${stem}-${randomBytes(6).toString("hex")}`,
  ];
}
