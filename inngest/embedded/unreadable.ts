/** A function asked for what the executor cannot read or do: no retry of the same answer can mend it. */
export class UnreadableError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "UnreadableError";
  }
}
