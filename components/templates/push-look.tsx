import { Logo } from "@/components/ui/logo";

/** A notification of the browser. */
export function PushLook({ push }: { push: { title: string; body: string } }) {
  return (
    <div className="push-look">
      <Logo />
      <div className="min-w-0">
        <b>{push.title}</b>
        <p>{push.body}</p>
      </div>
    </div>
  );
}
