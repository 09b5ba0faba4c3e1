import type { ReactNode } from "react";
import { Logo } from "@/components/ui/logo";
import { FloorDrawing } from "./floor-drawing";

/** Half floor, half form; on a phone the form alone. */
export function SignInScreen({ children }: { children: ReactNode }) {
  return (
    <div className="sign-in">
      <section className="sign-in-art" aria-label="Pitboss">
        <FloorDrawing />
        <div className="flex items-center gap-[12px]">
          <Logo size={30} />
          <b className="text-20 tracking-[-0.02em]">Pitboss</b>
        </div>
        <p>
          The floor, at a glance.
          <br />
          The money, to the minute.
        </p>
      </section>
      <main id="main" className="sign-in-form">
        <div>
          <div className="mb-[24px] flex items-center gap-[10px] xl:hidden">
            <Logo size={26} />
            <b className="text-16">Pitboss</b>
          </div>
          {children}
        </div>
      </main>
    </div>
  );
}
