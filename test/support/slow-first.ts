import { BaseSequencer, type TestSpecification } from "vitest/node";

/** The files that take longest, longest first; a new clone knows no durations, and one of these at the end keeps all waiting. */
const SLOW_FILES = [
  "test/scenarios/every-page.browser.test.ts",
  "test/scenarios/studio.browser.test.ts",
  "test/scenarios/settings.browser.test.ts",
  "test/scenarios/inbox.browser.test.ts",
  "test/scenarios/still-dialogs.browser.test.ts",
  "test/scenarios/entering.browser.test.ts",
  "test/scenarios/ticket-room.browser.test.ts",
  "src/main/cli/cli.db.test.ts",
  "test/features/no-orphan-desk.db.test.ts",
  "test/security/input-attacks.db.test.ts",
  "test/security/sign-in.db.test.ts",
  "test/survival/kill.db.test.ts",
  "src/main/cli/publish-command.db.test.ts",
  "test/nodes/several-nodes.db.test.ts",
  "src/main/cli/backtest-live.db.test.ts",
  "bench/bench-short.db.test.ts",
  "src/main/cli/backtest-command.test.ts",
  "src/main/cli/sop-commands.test.ts",
  "test/security/terminal-attacks.test.ts",
  "src/domain/clocks/clocks.property.test.ts",
  "test/house-rules/house-rules.test.ts",
  "src/features/backtest/judge-history.test.ts",
  "src/channels/email/read-mails.test.ts",
];

/** Project after project, and in each the slow files first. */
export class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const projects = [...new Set(sorted.map(({ project }) => project))];
    return projects.flatMap((project) =>
      sorted.filter((file) => file.project === project).toSorted((a, b) => rank(a) - rank(b)),
    );
  }
}

function rank({ moduleId }: TestSpecification): number {
  const at = SLOW_FILES.findIndex((file) => moduleId.endsWith(`/${file}`));
  return at < 0 ? SLOW_FILES.length : at;
}
