/** Something about a rule that its maker did not mean, most likely. `code` is for programs, `message` for people. */
export interface Finding {
  code: string;
  message: string;
}
