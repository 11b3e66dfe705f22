import { markUndeliverable } from "../../src/core/contacts/index.ts";
import { intakeFeature, type Intake } from "../../src/features/intake/index.ts";
import type { DeskParts } from "./test-desk.ts";

/** The intake of a desk for tests; customers without a zone of their own are in Shanghai. */
export const testIntake = ({ desk, storage, clock }: DeskParts): Intake =>
  intakeFeature({ desk, storage, now: clock.now, timeZone: "Asia/Shanghai", markUndeliverable });
