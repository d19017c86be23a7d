import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";

/** Headers of every page. The content security policy needs a nonce per request and lives in proxy.ts. */
const pageHeaders = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
  { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=(), payment=(), usb=()" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
];

const mailParts = [
  ...["body", "button", "column", "container", "head", "heading", "hr", "html", "preview", "render", "row"],
  ...["section", "text"],
].map((part) => `@react-email/${part}`);

const config: NextConfig = {
  reactCompiler: true,
  // Turbopack brings the compiler in Rust; the Babel one would be a dependency more and run in Node beside it.
  experimental: {
    turbopackRustReactCompiler: true,
    // The longest import in three bytes a character, where the default of 1 MB would cut it off.
    serverActions: { bodySizeLimit: "4mb" },
  },
  // `npm test` and `npm run check` run tsc; a start must not wait for it, nor fail because of a test file.
  typescript: { ignoreBuildErrors: true },
  poweredByHeader: false,
  // Mails are rendered by React's own server, which a bundle of server components may not contain. The limiter loads
  // drizzle-orm by a name that no bundler sees.
  serverExternalPackages: ["nodemailer", "pdfkit", "rate-limiter-flexible", "stripe", ...mailParts],
  headers: async () => [
    { source: "/:path*", headers: pageHeaders },
    {
      source: "/:path*",
      // Browsers ignore it over http, and a proxy that ends TLS says so in this header.
      has: [{ type: "header", key: "x-forwarded-proto", value: "https" }],
      headers: [{ key: "Strict-Transport-Security", value: "max-age=31536000; includeSubDomains" }],
    },
  ],
};

export default createNextIntlPlugin("./lib/i18n/request.ts")(config);
