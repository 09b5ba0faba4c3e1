export interface MailWords {
  subject: string;
  html: string;
  text: string;
}

interface MailFrameProps {
  mail: MailWords;
  width: "desktop" | "phone";
  scheme: "light" | "dark";
}

/** A mail as a client would show it: in a frame of its own that runs nothing and loads nothing. */
export function MailFrame({ mail, width, scheme }: MailFrameProps) {
  return (
    <div className={`mail-frame mail-${width}`}>
      <p className="mail-subject">{mail.subject}</p>
      <iframe
        title="E-mail"
        sandbox=""
        srcDoc={inScheme(mail.html, scheme)}
        style={{ colorScheme: scheme }}
        className={scheme === "dark" ? "bg-black" : "bg-white"}
      />
    </div>
  );
}

/** A frame has the scheme of the console; the mail's own rules for dark are made to count, or not to. */
function inScheme(html: string, scheme: "light" | "dark"): string {
  return html.replaceAll(
    /@media\s*\(prefers-color-scheme:\s*dark\)/g,
    scheme === "dark" ? "@media all" : "@media not all",
  );
}
