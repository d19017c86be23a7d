/**
 * The header of a download whose name may be in any language: RFC 6266 with the name in UTF-8 (RFC 5987), and
 * an ASCII name for clients that cannot read that.
 */
export function attachment(name: string, extension: string): string {
  const safe = name.replace(/[\\/:*?"<>|\p{Cc}]/gu, "_").trim();
  const ascii = safe.replace(/[^\x20-\x7e]+/g, "_");
  const encoded = encodeURIComponent(`${safe}.${extension}`).replace(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}.${extension}"; filename*=UTF-8''${encoded}`;
}
