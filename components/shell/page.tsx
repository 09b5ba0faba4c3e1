import { type ReactNode, Suspense } from "react";
import { AnnouncementBanner } from "@/components/announcements/announcement-banner";
import { TopTools } from "./top-tools";

interface PageProps {
  title: string;
  /** The range or scope of what is shown, quiet beside the title. */
  note?: ReactNode;
  /** Controls of the page in the bar: a range, the counts. */
  aside?: ReactNode;
  /** Where the title of a detail leads back to, on a phone. */
  back?: ReactNode;
  mainClass?: string;
  children: ReactNode;
}

/** What every page of the console is put in: the bar with its title, and the main part. */
export function Page({ title, note, aside, back, mainClass, children }: PageProps) {
  return (
    <div className="page">
      <header className="top-bar">
        {back}
        <h1>{title}</h1>
        {note !== undefined && <span className="top-note max-md:hidden">{note}</span>}
        {aside !== undefined && <div className="ml-[8px] flex items-center gap-[8px] max-md:hidden">{aside}</div>}
        <Suspense fallback={<div className="top-tools" />}>
          <TopTools />
        </Suspense>
      </header>
      <AnnouncementBanner />
      <main id="main" tabIndex={-1} className={mainClass}>
        {children}
      </main>
    </div>
  );
}
