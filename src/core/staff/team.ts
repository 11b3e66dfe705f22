export type Team = {
  id: string;
  name: string;
  leaderId: string | null;
  memberIds: string[];
  greetingZh: string;
  greetingEn: string;
  archived: boolean;
  version: number;
};
