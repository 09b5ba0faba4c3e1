import type { ReactNode } from "react";

interface PanelProps {
  title: string;
  /** One quiet remark beside the title: the range, the order, the count. */
  note?: ReactNode;
  aside?: ReactNode;
  foot?: ReactNode;
  className?: string;
  children: ReactNode;
}

export function Panel({ title, note, aside, foot, className, children }: PanelProps) {
  return (
    <section className={className ? `panel ${className}` : "panel"} aria-label={title}>
      <header className="panel-head">
        <h2>{title}</h2>
        {note !== undefined && <span className="panel-note">{note}</span>}
        {aside !== undefined && <div className="panel-aside">{aside}</div>}
      </header>
      {children}
      {foot !== undefined && <footer className="panel-foot">{foot}</footer>}
    </section>
  );
}
