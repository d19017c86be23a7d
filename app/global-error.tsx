"use client";

import "./globals.css";

/**
 * When even the layout failed there are no words, no language and no theme to ask for: both languages, the system's
 * theme, and plain elements.
 */
export default function GlobalErrorPage({ retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>Choba</title>
        <main className="mx-auto flex min-h-dvh max-w-lg flex-col justify-center gap-6 px-6 py-16">
          <div>
            <h1 className="font-semibold text-2xl tracking-tight">Something went wrong on our side</h1>
            <p className="mt-3 text-ink-soft">
              Nothing was charged or changed by opening this page. Try again in a moment.
            </p>
          </div>
          <div lang="ja">
            <h2 className="font-semibold text-xl">ページを表示できませんでした</h2>
            <p className="mt-2 text-ink-soft">
              このページを開いたことによる請求や変更はありません。少し待ってからもう一度お試しください。
            </p>
          </div>
          <div>
            <button
              type="button"
              onClick={() => retry()}
              className="min-h-11 rounded-md bg-action-fill px-5 font-medium text-on-fill hover:bg-action-fill-strong"
            >
              Try again · もう一度試す
            </button>
          </div>
        </main>
      </body>
    </html>
  );
}
