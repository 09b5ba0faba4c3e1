/** An admin's own words of one part of a channel's messages. */
export interface SavedTemplate {
  channel: string;
  part: string;
  body: string;
  updatedBy: string;
  updatedAt: Date;
}
