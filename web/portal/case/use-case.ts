import { useCallback, useEffect, useRef, useState } from "react";
import type { CustomerCase } from "../../../src/contract/closing-routes.ts";
import { ApiProblem } from "../../ui/api/api-problem.ts";
import { newIdempotencyKey } from "../../ui/api/call.ts";
import { browserLanguage, type Language } from "../app/words.ts";
import { answerCaseSurvey, callCase, confirmCase, getCustomerCase, rejectCase } from "./case-calls.ts";
import { SATISFACTION, type CaseAnswer, type Step } from "./case-answer.ts";

export type CaseView = {
  /** Null while loading, or when it could not be read. */
  shown: CustomerCase | null;
  /** Why it could not be read. */
  unread: unknown;
  /** Why the last answer did not go through. */
  refused: unknown;
  sending: boolean;
  /** Whether an answer went through since the page was opened. */
  thanked: boolean;
  reload(): void;
  /** Answers whether it went through. */
  send(steps: readonly Step[], answer: CaseAnswer): Promise<boolean>;
};

/** A case by its signed link: read when the page opens or its language changes, answered by taps. */
export function useCase(token: string, language: Language | null): CaseView {
  const [shown, setShown] = useState<CustomerCase | null>(null);
  const [unread, setUnread] = useState<unknown>(null);
  const [refused, setRefused] = useState<unknown>(null);
  const [sending, setSending] = useState(false);
  const [thanked, setThanked] = useState(false);
  const keys = useRef(new Map<string, string>());

  const read = useCallback(() => {
    const query = language ? { language } : {};
    return callCase(getCustomerCase, { params: { token }, query }, { language: language ?? browserLanguage() });
  }, [token, language]);
  const reload = useCallback(() => {
    setUnread(null);
    read().then(setShown, setUnread);
  }, [read]);
  useEffect(() => void read().then(setShown, setUnread), [read]);

  const send = async (steps: readonly Step[], answer: CaseAnswer): Promise<boolean> => {
    const words = language ?? shown?.language ?? browserLanguage();
    setSending(true);
    setRefused(null);
    try {
      for (const step of steps) await take(step, { token, answer, words, keys: keys.current });
      setShown(await read());
      setThanked(true);
      return true;
    } catch (error) {
      setRefused(error);
      // Answered from another device, or closed meanwhile: the page shows how it stands.
      if (error instanceof ApiProblem && error.status === 409) await read().then(setShown, () => undefined);
      return false;
    } finally {
      setSending(false);
    }
  };
  return { shown, unread, refused, sending, thanked, reload, send };
}

type Taken = { token: string; answer: CaseAnswer; words: Language; keys: Map<string, string> };

async function take(step: Step, { token, answer, words, keys }: Taken): Promise<void> {
  const what = step === "confirm" ? step : JSON.stringify([step, answer]);
  const key = keys.get(what) ?? newIdempotencyKey();
  keys.set(what, key);
  const how = { language: words, key };
  const params = { token };
  if (step === "confirm") await callCase(confirmCase, { params }, how);
  else if (step === "reject") await callCase(rejectCase, { params, body: { reason: answer.reason } }, how);
  else {
    const { [SATISFACTION]: satisfaction = 0, ...answers } = answer.levels;
    await callCase(answerCaseSurvey, { params, body: { satisfaction, answers, comment: answer.comment } }, how);
  }
}
