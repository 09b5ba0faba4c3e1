import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { SignInForm } from "@/components/access/sign-in-form";
import { SignInScreen } from "@/components/access/sign-in-screen";
import { currentAccount } from "@/lib/server/session";
import { localPath } from "./local-path";

export const metadata: Metadata = { title: "Sign in" };

interface SignInPageProps {
  searchParams: Promise<{ next?: string | string[] }>;
}

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const next = localPath((await searchParams).next);
  if (await currentAccount()) redirect(next);
  return (
    <SignInScreen>
      <h1 className="mb-[20px] text-20 tracking-[-0.02em]">Sign in</h1>
      <SignInForm next={next} />
      <p className="mt-[24px] border-t border-line pt-[16px] text-12 text-text-3">
        Sign-ins are recorded. After 5 failed tries you have to wait.
      </p>
    </SignInScreen>
  );
}
