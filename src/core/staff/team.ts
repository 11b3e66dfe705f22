export type Team = {
  id: string;
  name: string;
  /** The word by which a procedure means this team; "" for none. */
  handle: string;
  leaderId: string | null;
  memberIds: string[];
  greetingZh: string;
  greetingEn: string;
  archived: boolean;
  version: number;
};
