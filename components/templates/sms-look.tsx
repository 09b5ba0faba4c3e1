const PART_LENGTH = 160;
const LATER_PART_LENGTH = 153;

/** A text message as a bubble, with what it costs. */
export function SmsLook({ text }: { text: string }) {
  const parts = text.length <= PART_LENGTH ? 1 : Math.ceil(text.length / LATER_PART_LENGTH);
  return (
    <div className="sms-look">
      <p>{text}</p>
      <small className="text-text-3">
        {text.length} characters, {parts === 1 ? "one part" : `${parts} parts`}
      </small>
    </div>
  );
}
