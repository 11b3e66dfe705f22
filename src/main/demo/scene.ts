import type { SignedIn } from "../../core/staff/index.ts";
import type { Intake } from "../../features/intake/index.ts";
import type { TimerDeps } from "../../features/clocks/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import type { Language, Phrases } from "./demo-content.ts";
import { standingOf } from "./demo-store.ts";
import type { DemoStaff, DemoTeam } from "./make-people.ts";
import type { Perform } from "./perform.ts";
import type { Story } from "./story.ts";
import type { SeededRandom } from "./seeded-random.ts";

/** What all stories share. */
export type World = {
  perform: Perform;
  intake: Intake;
  timers: TimerDeps;
  staff: DemoStaff;
  phrases: Record<Language, Phrases>;
  clock: { now: number };
  end: number;
  /** The page where a customer answers a case: its token. */
  caseToken(ticketId: string, now: number): string;
  /** The story's first ticket has its number: the next story may open its own. */
  opened(): void;
  /** People who were here before: they are not told of invented cases. */
  others: readonly SignedIn[];
};

/** One story while it is played, in one transaction. */
export type Scene = {
  world: World;
  tx: Tx;
  story: Story;
  random: SeededRandom;
  team: DemoTeam;
  /** The case that the story is about now; a later one takes its place. */
  ticketId: string;
  /** All tickets of the story, whose promises run on. */
  ticketIds: string[];
  owner: SignedIn;
};

export const phrasesOf = ({ world, story }: Scene): Phrases => world.phrases[story.contact.language];

/** A text of the content with the story's own names and numbers in it. */
export function fill(scene: Pick<Scene, "story">, text: string, more: Record<string, string> = {}): string {
  const values = { ...scene.story.values, ...more };
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

export const said = (
  scene: Scene,
  key: "update" | "stages" | "chase" | "still" | "thanks" | "reject" | "praise" | "fair" | "blame" | "agreed",
) => scene.random.pick(phrasesOf(scene)[key]);

/** Whoever the case lies with now; its owner until somebody has it. */
export async function holderOf(scene: Scene): Promise<SignedIn> {
  const { assigneeId } = await standingOf(scene.tx, scene.ticketId);
  return scene.world.staff.people.find(({ staffId }) => staffId === assigneeId) ?? scene.owner;
}

export const doingAs = ({ tx, world }: Scene, session: SignedIn | null) => ({ tx, session, now: world.clock.now });
