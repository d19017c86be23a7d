import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { openConsole } from "../../../open-console";
import { MessageScreen } from "../../_components/message-screen";

export async function generateMetadata(): Promise<Metadata> {
  await openConsole();
  return { title: (await getTranslations("messages"))("details") };
}

export default async function SentMessagePage({ params }: { params: Promise<{ message: string }> }) {
  return <MessageScreen direction="sent" id={(await params).message} />;
}
