import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { readTheme } from "@/components/ui/theme";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Pitboss", template: "%s · Pitboss" },
  description: "Operations console for real-money gaming platforms",
  applicationName: "Pitboss",
  appleWebApp: { capable: true, title: "Pitboss", statusBarStyle: "black-translucent" },
  robots: { index: false, follow: false },
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  viewportFit: "cover",
  themeColor: [
    { media: "(prefers-color-scheme: dark)", color: "#090d0c" },
    { media: "(prefers-color-scheme: light)", color: "#f2f3ef" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = readTheme((await cookies()).get("theme")?.value);
  return (
    <html
      lang="en"
      data-theme={theme === "auto" ? undefined : theme}
      className={`${GeistSans.variable} ${GeistMono.variable}`}
      suppressHydrationWarning
    >
      <body>{children}</body>
    </html>
  );
}
