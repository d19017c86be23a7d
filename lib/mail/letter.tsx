import { Body } from "@react-email/body";
import { Button } from "@react-email/button";
import { Column } from "@react-email/column";
import { Container } from "@react-email/container";
import { Head } from "@react-email/head";
import { Heading } from "@react-email/heading";
import { Hr } from "@react-email/hr";
import { Html } from "@react-email/html";
import { Preview } from "@react-email/preview";
import { Row } from "@react-email/row";
import { Section } from "@react-email/section";
import { Text } from "@react-email/text";
import type { Locale } from "@/lib/i18n/locales";

/** A mail as people read it, in one language. */
export type Letter = {
  locale: Locale;
  subject: string;
  /** Lines within a paragraph are kept. */
  paragraphs: readonly string[];
  facts: readonly { label: string; value: string }[];
  button: { label: string; url: string };
  /** Who sends it, the name first. */
  sender: readonly string[];
  signature: string;
};

// Mail programs know neither style sheets of ours nor the reader's choice of colours: one calm page, ink on paper, whose
// pairs stay readable when a dark program turns them over.
const ink = "#201d18";
const quiet = "#665f53";
const line = "#e5dfd3";
const font =
  "-apple-system, 'Segoe UI', 'Hiragino Sans', 'Noto Sans JP', Meiryo, Helvetica, Arial, sans-serif";
const text = { color: ink, fontSize: "15px", lineHeight: "25px", margin: "0 0 16px" };
const cell = { fontSize: "14px", lineHeight: "22px", padding: "7px 0", borderBottom: `1px solid ${line}` };

export function LetterPage({ locale, subject, paragraphs, facts, button, sender, signature }: Letter) {
  // React's server renders it apart from the app, whose compiled components it does not know.
  "use no memo";
  const [name, ...where] = sender;
  return (
    <Html lang={locale} dir="ltr">
      <Head>
        <title>{subject}</title>
        <meta name="color-scheme" content="light dark" />
      </Head>
      <Preview>{paragraphs.slice(0, 2).join(" ")}</Preview>
      <Body style={{ backgroundColor: "#f7f5f0", fontFamily: font, margin: 0, padding: "24px 12px" }}>
        <Container
          style={{
            backgroundColor: "#fffefb",
            border: `1px solid ${line}`,
            borderRadius: "8px",
            maxWidth: "560px",
            padding: "28px 28px 20px",
          }}
        >
          <Text style={{ ...text, color: quiet, fontSize: "13px", margin: "0 0 12px" }}>{name}</Text>
          <Heading as="h1" style={{ color: ink, fontSize: "19px", lineHeight: "28px", margin: "0 0 18px" }}>
            {subject}
          </Heading>
          {paragraphs.map((paragraph) => (
            <Text key={paragraph} style={{ ...text, whiteSpace: "pre-line" }}>
              {paragraph}
            </Text>
          ))}
          {facts.length > 0 && (
            <Section style={{ borderTop: `1px solid ${line}`, margin: "4px 0 22px" }}>
              {facts.map(({ label, value }) => (
                <Row key={label}>
                  <Column style={{ ...cell, color: quiet, width: "42%", verticalAlign: "top" }}>
                    {label}
                  </Column>
                  <Column
                    style={{ ...cell, color: ink, textAlign: "right", fontVariantNumeric: "tabular-nums" }}
                  >
                    {value}
                  </Column>
                </Row>
              ))}
            </Section>
          )}
          <Button
            href={button.url}
            style={{
              backgroundColor: "#2b4190",
              borderRadius: "6px",
              color: "#ffffff",
              fontSize: "15px",
              fontWeight: 600,
              padding: "11px 18px",
            }}
          >
            {button.label}
          </Button>
          <Text
            style={{
              ...text,
              color: quiet,
              fontSize: "12px",
              lineHeight: "18px",
              margin: "14px 0 0",
              wordBreak: "break-all",
            }}
          >
            {button.url}
          </Text>
          <Hr style={{ borderColor: line, margin: "22px 0 14px" }} />
          <Text
            style={{
              ...text,
              color: quiet,
              fontSize: "12px",
              lineHeight: "18px",
              margin: 0,
              whiteSpace: "pre-line",
            }}
          >
            {[name, ...where, signature].join("\n")}
          </Text>
        </Container>
      </Body>
    </Html>
  );
}
